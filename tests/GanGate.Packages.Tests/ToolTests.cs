namespace GanGate.Tests.Packages;

public class ToolTests
{
    [Test]
    public void The_command_is_installed_from_the_feed() => Assert.That(Feed.Installation.ExitCode, Is.Zero, Feed.Installation.Output);

    [Test]
    public void The_installed_command_shows_its_demo()
    {
        Assert.That(Feed.Demo.ExitCode, Is.Zero, Feed.Demo.Output);
        Assert.That(Feed.Demo.Output, Does.Contain("PASSED  good").And.Contain("FAILED  spoiled"));
    }

    [Test]
    public void The_command_knows_its_pointers_platform()
    {
        using Nupkg package = Feed.Open("GanGate.Tool");

        string settings = package.Text("tools/any/any/DotnetToolSettings.xml");
        Assert.That(settings, Does.Contain("Name=\"gangate\"").And.Contain(
            $"Id=\"GanGate.Tool.{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}\""));
    }
}
