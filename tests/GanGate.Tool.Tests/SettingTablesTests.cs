using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GanGate.Gating;
using GanGate.Settings;
using GanGate.Tool.Terminal;
using GanGate.Tool.Wording;

namespace GanGate.Tests;

/// <summary>
/// Every face has the settings of the table, with its names and defaults. GANGATE_ACCEPT_SETTINGS=1 writes the files anew from the table.
/// </summary>
public partial class SettingTablesTests
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("GANGATE_ACCEPT_SETTINGS") == "1";

    private static readonly Setting[] WithoutOption = [Setting.MoreReferences, Setting.Severity, Setting.Calibration];

    private static Setting[] OfProperties => [.. Setting.In(SettingPlaces.Property)];

    private static Setting[] Inputs => [.. Setting.In(SettingPlaces.Action)];

    [Test]
    public void The_gate_command_has_an_option_for_each_setting_of_a_gate()
    {
        Command gate = Command("gate");
        SettingPlaces places = SettingPlaces.Configuration | SettingPlaces.Metadata | SettingPlaces.Action;
        IEnumerable<Setting> settings = Setting.In(places).Except(WithoutOption);

        Assert.That(gate.Options.Select(option => option.Name), Is.SupersetOf(settings.Select(setting => CommandLineWords.OptionOf(setting.Name))));
    }

    [Test]
    public void A_configuration_has_the_keys_of_the_table()
    {
        IEnumerable<string> keys = typeof(GateDefinition).GetProperties().Where(property => property.CanWrite)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

        Assert.That(keys, Is.EquivalentTo(Setting.In(SettingPlaces.Configuration).Select(setting => setting.Name)));
    }

    [Test]
    public void The_schema_of_a_configuration_is_that_of_the_table() => Holds("docs/gangate.schema.json", "", "", Schema());

    [Test]
    public void A_build_takes_the_defaults_of_metadata_from_properties() => Holds(
        "build/GanGate.MSBuild.targets",
        "    <GanGate>\n",
        "    </GanGate>",
        string.Concat(OfProperties.Select(MetadatumOf).Select(name => $"      <{name}>$(GanGate{name})</{name}>\n")));

    [Test]
    public void A_build_knows_which_defaults_are_of_one_kind() => Holds(
        "build/GanGate.MSBuild.targets",
        "      <_GanGateOfOneKind>\n",
        "      </_GanGateOfOneKind>",
        string.Concat(OfProperties.Where(setting => setting.Metrics != SettingMetrics.All).Select(MetadatumOf)
            .Select(name => $"        {name}=$(GanGate{name});\n")));

    [Test]
    public void The_action_has_the_inputs_of_the_table() =>
        Holds("action.yml", "inputs:\n", "  comment:\n", string.Concat(Inputs.Select(InputOf)));

    [Test]
    public void The_action_hands_its_inputs_to_the_script() => Holds(
        "action.yml",
        "    - id: prepare\n      shell: bash\n      env:\n",
        "        INPUT_COMMENT:",
        string.Concat(Inputs.Select(NameOf).Select(name => $"        {VariableOf(name)}: ${{{{ inputs.{name} }}}}\n")));

    [Test]
    public void The_script_makes_options_of_the_inputs()
    {
        string script = Read("action/prepare.sh");
        string[][] lists = [.. Lists().Matches(script).Select(list => list.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string[] switches = [.. Inputs.Where(IsSwitch).Select(NameOf)];

        Assert.That(lists, Has.Length.EqualTo(3));
        Assert.That(lists[0].Concat(lists[2]), Is.EquivalentTo(Inputs.Select(NameOf).Except(switches)));
        Assert.That(lists[1], Is.EquivalentTo(switches.Concat(["comment", "cache", "fetch-model"])));
    }

    [Test]
    public void The_page_of_settings_shows_the_table() => Holds("docs/settings.md", "<!-- table -->\n", "<!-- end -->", Table());

    /// <summary>The words of a page are a person's; the rows and the defaults are the table's.</summary>
    [Test]
    public void The_page_of_the_build_has_a_row_for_each_metadatum_with_a_property()
    {
        string page = Read("docs/msbuild.md");
        Dictionary<string, string> rows = Rows().Matches(page[page.IndexOf("| metadatum |", StringComparison.Ordinal)..page.IndexOf("| property |", StringComparison.Ordinal)])
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);

        Assert.That(rows.Keys, Is.EquivalentTo(OfProperties.Select(MetadatumOf).Prepend("Include")));
        foreach (Setting setting in OfProperties.Where(setting => setting.Default is not null && setting.Values.Count == 0))
        {
            Assert.That(rows[MetadatumOf(setting)], Does.Contain(setting.Default), setting.Name);
        }
    }

    [Test]
    public void The_page_of_the_action_names_every_input()
    {
        string page = Read("docs/action.md");
        string inputs = page[page.IndexOf("## Inputs", StringComparison.Ordinal)..page.IndexOf("| input |", StringComparison.Ordinal)];

        Assert.That(Names().Matches(inputs).Select(name => name.Groups[1].Value), Is.SupersetOf(Inputs.Select(NameOf)));
    }

    private static Command Command(string name) => GanGate.Tool.CommandLine.Build(
        new TerminalStreams(TextWriter.Null, TextWriter.Null, Colors: false, Interactive: false)).Subcommands.Single(command => command.Name == name);

    private static void Holds(string file, string begin, string end, string expected)
    {
        string path = Path.Combine(Repository.Root, file), text = Accepts && !File.Exists(path) ? "" : Read(file);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = end.Length == 0 ? text.Length : text.IndexOf(end, from, StringComparison.Ordinal);
        if (Accepts) File.WriteAllText(path, text[..from] + expected + text[to..]);
        else Assert.That(text[from..to], Is.EqualTo(expected), $"{file} is not that of the table: GANGATE_ACCEPT_SETTINGS=1 writes it");
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static string MetadatumOf(Setting setting) => char.ToUpperInvariant(setting.Name[0]) + setting.Name[1..];

    private static string NameOf(Setting setting) => CommandLineWords.OptionOf(setting.Name)[2..];

    private static string VariableOf(string input) => "INPUT_" + input.ToUpperInvariant().Replace('-', '_');

    private static bool IsSwitch(Setting setting) => setting.Kind == SettingKind.Switch;

    private static string InputOf(Setting setting)
    {
        string more = setting == Setting.Reference || setting.Kind == SettingKind.Texts ? "; one a line when there are several." : IsSwitch(setting) ? " (true or false)." : ".";
        string help = setting.Description[..^1] + more;
        string text = help.Contains(": ", StringComparison.Ordinal) ? $"'{help.Replace("'", "''", StringComparison.Ordinal)}'" : help;
        return $"  {NameOf(setting)}:\n    description: {text}\n{(IsSwitch(setting) ? "    default: 'false'\n" : "")}";
    }

    private static string Table()
    {
        SettingPlaces places = SettingPlaces.Configuration | SettingPlaces.Metadata | SettingPlaces.Action;
        IEnumerable<string> rows = Setting.In(places).Select(setting =>
        {
            string[] cells =
            [
                Cell(WithoutOption.Contains(setting) ? "" : CommandLineWords.OptionOf(setting.Name)),
                Cell(IsIn(setting, SettingPlaces.Configuration) ? setting.Name : ""),
                Cell(IsIn(setting, SettingPlaces.Metadata) ? MetadatumOf(setting) : ""),
                Cell(IsIn(setting, SettingPlaces.Property) ? "GanGate" + MetadatumOf(setting) : ""),
                Cell(IsIn(setting, SettingPlaces.Action) ? NameOf(setting) : ""),
                setting.Description,
            ];
            return $"| {string.Join(" | ", cells)} |\n";
        });
        return "| option | key | metadatum | property | input | |\n| --- | --- | --- | --- | --- | --- |\n" + string.Concat(rows);
    }

    private static bool IsIn(Setting setting, SettingPlaces place) => (setting.Places & place) != 0;

    private static string Cell(string name) => name.Length == 0 ? "" : $"`{name}`";

    private static string Schema()
    {
        JsonObject keys = [];
        foreach (Setting setting in Setting.In(SettingPlaces.Configuration)) keys.Add(setting.Name, SchemaOf(setting));
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Gates of GanGate",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["$schema"] = new JsonObject { ["type"] = "string" },
                ["gates"] = new JsonObject
                {
                    ["type"] = "array",
                    ["minItems"] = 1,
                    ["items"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = keys,
                        ["required"] = new JsonArray(Setting.Generated.Name, Setting.Reference.Name),
                        ["additionalProperties"] = false,
                    },
                },
            },
            ["required"] = new JsonArray("gates"),
            ["additionalProperties"] = false,
        };
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static JsonObject SchemaOf(Setting setting)
    {
        JsonObject key = new() { ["description"] = setting.Description };
        if (setting.Kind == SettingKind.Texts)
        {
            key["type"] = "array";
            key["items"] = new JsonObject { ["type"] = "string" };
            return key;
        }

        key["type"] = setting.Kind switch
        {
            SettingKind.Switch => "boolean",
            SettingKind.Number => "number",
            SettingKind.Count or SettingKind.Whole => "integer",
            _ => "string",
        };
        if (setting.Kind is SettingKind.Number or SettingKind.Whole) key["minimum"] = 0;
        if (setting.Kind == SettingKind.Count) key["minimum"] = 1;
        return key;
    }

    [GeneratedRegex(@"for name in ([^;]*?)\s*(?:;|\n) ?do")]
    private static partial Regex Lists();

    [GeneratedRegex(@"^\| `(\w+)` \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Names();
}
