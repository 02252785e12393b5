using GanGate.MSBuild;

namespace GanGate.Tests;

public class BuildWordsTests
{
    private static readonly BuildWords Words = new("/home/me/App.csproj", "/packages/gangate.dll");

    [TestCase(
        "the Inception weights are not on this machine: run 'gangate model fetch', or 'gangate model import x.pth' where",
        "the Inception weights are not on this machine: run 'dotnet build App.csproj -t:GanGateFetchModel', "
        + "or 'dotnet exec \"/packages/gangate.dll\" model import x.pth' where")]
    [TestCase("accept a new one with 'gangate baseline accept'", "accept a new one with 'dotnet build App.csproj -t:GanGateAcceptBaseline'")]
    [TestCase("--max-fid needs a number of at least 0", "MaxFid needs a number of at least 0")]
    [TestCase("add --protocol pyramid (built in)", "add Protocol pyramid (built in)")]
    [TestCase("raise --timeout or measure fewer", "raise GanGateTimeout or measure fewer")]
    [TestCase("--generated is missing: give --generated and --reference, or --config", "Generated is missing: give Generated and Reference")]
    [TestCase("the folder '/data/run--best/a' does not exist", "the folder '/data/run--best/a' does not exist")]
    public void What_the_tool_says_is_said_in_the_words_of_a_project(string tool, string project) =>
        Assert.That(Words.Of(tool), Is.EqualTo(project));

    [TestCase("MaxFid", "--max-fid")]
    [TestCase("Generated", "--generated")]
    [TestCase("ExpectCount", "--expect-count")]
    public void A_metadatum_is_the_option_of_its_name(string metadatum, string option) =>
        Assert.That(BuildWords.OptionOf(metadatum), Is.EqualTo(option));
}
