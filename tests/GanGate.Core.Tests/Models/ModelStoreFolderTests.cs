using GanGate.Models;

namespace GanGate.Tests.Models;

public class ModelStoreFolderTests
{
    private const string Home = "/home/ada", LocalData = "/data/local";

    [TestCase(PlatformID.Unix, "/home/ada/.cache/gangate")]
    [TestCase(PlatformID.MacOSX, "/home/ada/Library/Caches/gangate")]
    [TestCase(PlatformID.Win32NT, "/data/local/gangate")]
    public void Each_platform_has_its_cache_folder(PlatformID platform, string expected)
        => Assert.That(Find(platform), Is.EqualTo(FromParts(expected)));

    [Test]
    public void A_cache_folder_of_the_users_choice_counts_on_linux_when_it_is_absolute()
    {
        Assert.That(Find(PlatformID.Unix, ("XDG_CACHE_HOME", "/fast/cache")), Is.EqualTo(FromParts("/fast/cache/gangate")));
        Assert.That(Find(PlatformID.Unix, ("XDG_CACHE_HOME", "cache")), Is.EqualTo(FromParts("/home/ada/.cache/gangate")));
        Assert.That(Find(PlatformID.MacOSX, ("XDG_CACHE_HOME", "/fast/cache")), Is.EqualTo(FromParts("/home/ada/Library/Caches/gangate")));
    }

    [TestCase(PlatformID.Unix)]
    [TestCase(PlatformID.MacOSX)]
    [TestCase(PlatformID.Win32NT)]
    public void Gangate_home_comes_first_and_may_be_relative(PlatformID platform)
    {
        Assert.That(Find(platform, ("GANGATE_HOME", "store"), ("XDG_CACHE_HOME", "/fast")), Is.EqualTo(Path.GetFullPath("store")));
        Assert.That(Find(platform, ("GANGATE_HOME", "")), Does.EndWith("gangate"), "empty is as good as absent");
    }

    [TestCase(PlatformID.Unix)]
    [TestCase(PlatformID.MacOSX)]
    [TestCase(PlatformID.Win32NT)]
    public void Without_a_home_the_message_says_what_to_set(PlatformID platform)
        => Assert.That(
            () => new ModelStoreFolder(_ => null, "", "", platform).Find(),
            Throws.TypeOf<GanGateException>().With.Message.Contains("set GANGATE_HOME"));

    private static string Find(PlatformID platform, params (string Name, string Value)[] variables) => new ModelStoreFolder(
        name => variables.FirstOrDefault(variable => variable.Name == name).Value, Home, LocalData, platform).Find();

    // Path.Combine joins with the separator of the machine that runs the test.
    private static string FromParts(string path)
    {
        int root = path.StartsWith(LocalData, StringComparison.Ordinal) ? LocalData.Length
            : path.StartsWith("/fast/cache", StringComparison.Ordinal) ? "/fast/cache".Length : Home.Length;
        return path[..root] + path[root..].Replace('/', Path.DirectorySeparatorChar);
    }
}
