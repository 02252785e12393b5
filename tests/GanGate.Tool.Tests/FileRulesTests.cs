namespace GanGate.Tests;

/// <summary>--exclude and --every-picture, on the command line and in a configuration.</summary>
public class FileRulesTests
{
    [Test]
    public async Task Files_are_left_out_of_both_sides_and_the_report_says_how_many()
    {
        string clean = DemoSet.CopyOfGood(20), mixed = DemoSet.CopyOfGood(20);
        File.Copy(Directory.EnumerateFiles(mixed).First(), Path.Combine(mixed, "grid-0001.png"));
        GanGateCommand without = await GanGateCommand.Run("fid", clean, clean, "--protocol", "pyramid", "--json");
        GanGateCommand excluded = await GanGateCommand.Run("fid", mixed, mixed, "--protocol", "pyramid", "--exclude", "grid-*", "--exclude", "thumbs/", "--json");
        GanGateCommand text = await GanGateCommand.Run("fid", mixed, mixed, "--protocol", "pyramid", "--exclude", "grid-*");

        Assert.That(excluded.ExitCode, Is.Zero, excluded.Error);
        Assert.That((double?)excluded.Json["value"], Is.EqualTo((double?)without.Json["value"]));
        Assert.That((int?)excluded.Json["generated"]!["count"], Is.EqualTo(20));
        Assert.That((string?)excluded.Json["generated"]!["leftOut"], Is.EqualTo("1 picture left out ('grid-*', 'thumbs/')"));
        Assert.That((string?)excluded.Json["reference"]!["leftOut"], Is.EqualTo("1 picture left out ('grid-*', 'thumbs/')"));
        Assert.That(text.Out, Does.Contain("(20 images: 1 picture left out ('grid-*'))"));
    }

    [Test]
    public async Task Statistics_say_what_was_left_out_of_them()
    {
        string folder = DemoSet.CopyOfGood(20), statistics = DemoSet.Temporary("x.npz");
        File.Copy(Directory.EnumerateFiles(folder).First(), Path.Combine(folder, "a_mask.png"));
        await GanGateCommand.Run("stats", folder, "--protocol", "pyramid", "--exclude", "*_mask.png", "-o", statistics);
        GanGateCommand shown = await GanGateCommand.Run("stats", "show", statistics);

        Assert.That(shown.Out, Does.Contain("20").And.Contain("1 picture left out ('*_mask.png')"));
    }

    [Test]
    public async Task Pictures_that_cannot_be_read_are_a_warning_or_on_demand_an_error()
    {
        string folder = DemoSet.CopyOfGood(20);
        foreach (string name in (string[])["a.avif", "b.avif", "c.jp2"]) await File.WriteAllBytesAsync(Path.Combine(folder, name), [1]);
        GanGateCommand warned = await GanGateCommand.Run("fid", folder, DemoSet.Statistics);
        GanGateCommand refused = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--every-picture");
        GanGateCommand measured = await GanGateCommand.Run("stats", folder, "--protocol", "pyramid", "-o", DemoSet.Temporary("y.npz"));

        Assert.That(warned.ExitCode, Is.Zero, warned.Error);
        Assert.That(warned.Out + warned.Error, Does.Contain("GG2050").And.Contain("passed over 2 .avif and 1 .jp2"));
        Assert.That(measured.Out + measured.Error, Does.Contain("GG2050").And.Contain("passed over 2 .avif and 1 .jp2"));
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("GG2052").And.Contain("2 .avif and 1 .jp2"));
    }

    [Test]
    public async Task A_gate_of_a_configuration_has_bits_of_its_own()
    {
        string folder = DemoSet.CopyOfGood(20), configuration = DemoSet.Temporary("bits.json");
        async Task<GanGateCommand> Gate(int bits)
        {
            await File.WriteAllTextAsync(configuration, $$"""
                { "gates": [ { "generated": "{{folder}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e9, "sampleBits": {{bits}} } ] }
                """);
            return await GanGateCommand.Run("gate", "--config", configuration);
        }

        GanGateCommand twelve = await Gate(12), twenty = await Gate(20);

        Assert.That(twelve.ExitCode, Is.Zero, twelve.Error);
        Assert.That(twenty.ExitCode, Is.EqualTo(2));
        Assert.That(twenty.Error, Does.Contain("must be 8 to 16, not 20"));
    }

    [Test]
    public async Task A_gate_of_a_configuration_has_patterns_of_its_own()
    {
        string folder = DemoSet.CopyOfGood(20), configuration = DemoSet.Temporary("gates.json");
        File.Copy(Directory.EnumerateFiles(folder).First(), Path.Combine(folder, "grid-1.png"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.heic"), [1]);
        await File.WriteAllTextAsync(configuration, $$"""
            { "gates": [
              { "name": "all", "generated": "{{folder}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e9 },
              { "name": "some", "generated": "{{folder}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e9,
                "exclude": ["grid-*", "*.heic"], "everyPicture": true } ] }
            """);
        GanGateCommand gates = await GanGateCommand.Run("gate", "--config", configuration);

        Assert.That(gates.ExitCode, Is.Zero, gates.Error);
        Assert.That(gates.Out, Does.Contain("(21 images)").And.Contain("(20 images: 2 pictures left out ('grid-*', '*.heic'))"));
    }

    [Test]
    public async Task A_pattern_that_is_none_is_a_wrong_command_line()
    {
        GanGateCommand command = await GanGateCommand.Run("fid", DemoSet.CopyOfGood(3), DemoSet.Statistics, "--exclude", "!");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.Error, Does.Contain("GG2001").And.Contain("'!' is no pattern of files to exclude"));
    }
}
