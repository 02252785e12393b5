using GanGate.MSBuild;

namespace GanGate.Tests;

public class DotNetHostTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("gangate-host-").FullName;
        foreach (string place in (string[])["host", "netcore", "root", "path"])
        {
            Directory.CreateDirectory(In(place));
            File.WriteAllText(Host(place), "");
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_host_goes_before_the_roots_and_these_before_the_path()
    {
        string path = In("none") + Path.PathSeparator + In("path");

        Assert.That(DotNetHost.Find(Host("host"), [In("netcore"), In("root")], path), Is.EqualTo(Host("host")));
        Assert.That(DotNetHost.Find(Host("gone"), [In("netcore"), In("root")], path), Is.EqualTo(Host("netcore")));
        Assert.That(DotNetHost.Find("", ["", In("root")], path), Is.EqualTo(Host("root")));
        Assert.That(DotNetHost.Find(null, [], path), Is.EqualTo(Host("path")));
        Assert.That(DotNetHost.Find(null, [], null), Is.Null);
    }

    private string In(string place) => Path.Combine(_folder, place);

    private string Host(string place) => Path.Combine(In(place), DotNetHost.FileName);
}
