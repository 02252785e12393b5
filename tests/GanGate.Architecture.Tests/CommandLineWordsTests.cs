using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using GanGate.Settings;

namespace GanGate.Tests.Architecture;

/// <summary>Messages name settings and advice as such; only a face knows options and commands.</summary>
public partial class CommandLineWordsTests
{
    private static IEnumerable<Assembly> WithoutCommandLine() =>
        [House.Core, .. House.Tool.GetReferencedAssemblies().Where(IsOurs).Select(Assembly.Load)];

    [TestCaseSource(nameof(WithoutCommandLine))]
    public void No_string_holds_an_option_or_a_command(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        IEnumerable<string> strings = StringsOf(file.GetMetadataReader());

        Assert.That(strings.Where(text => Command().IsMatch(text) || Option().Matches(text).Any(IsSetting)), Is.Empty);
    }

    /// <summary>In an ordinary interpolated string a setting would be the library's name for it in every face.</summary>
    [TestCaseSource(nameof(WithoutCommandLine))]
    public void No_setting_is_written_into_an_ordinary_string(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();

        Assert.That(HandledTypes(metadata), Has.None.EqualTo(nameof(Setting)).And.None.EqualTo(nameof(SaidSetting))
            .And.None.EqualTo(nameof(Advice)).And.None.EqualTo(nameof(Sentence)));
    }

    private static bool IsOurs(AssemblyName name) => name.Name!.StartsWith("GanGate.", StringComparison.Ordinal) && name.Name != House.Core.GetName().Name;

    private static bool IsSetting(Match option) =>
        Setting.All.Any(setting => setting.Name.Equals(option.Value[2..].Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> StringsOf(MetadataReader metadata)
    {
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            yield return metadata.GetUserString(handle);
        }
    }

    // The types whose values the compiler hands to the handler of ordinary interpolated strings.
    private static IEnumerable<string> HandledTypes(MetadataReader metadata)
    {
        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            MethodSpecification method = metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row));
            if (method.Method.Kind != HandleKind.MemberReference) continue;
            MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)method.Method);
            if (metadata.GetString(member.Name) != "AppendFormatted" || member.Parent.Kind != HandleKind.TypeReference) continue;
            BlobReader signature = metadata.GetBlobReader(method.Signature);
            signature.ReadByte();
            signature.ReadCompressedInteger();
            if (signature.ReadSignatureTypeCode() is not SignatureTypeCode.TypeHandle) continue;
            EntityHandle type = signature.ReadTypeHandle();
            if (type.Kind == HandleKind.TypeDefinition) yield return metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name);
            if (type.Kind == HandleKind.TypeReference) yield return metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name);
        }
    }

    [GeneratedRegex(@"(?<![\w!<-])--[a-z]+(-[a-z]+)*")]
    private static partial Regex Option();

    [GeneratedRegex("'gangate [a-z]|gangate (baseline|curve|demo|fid|gate|jsd|metrics|model|stats|study|train)( |$)")]
    private static partial Regex Command();
}
