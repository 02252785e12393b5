using System.Text.Json;
using GanGate.Features;

namespace GanGate.Tests;

public sealed class ProtocolsTests
{
    [Test]
    public async Task The_list_has_every_protocol_with_its_weights_and_the_tools_it_equals()
    {
        GanGateCommand command = await GanGateCommand.Run("protocols");

        string[] lines = command.Out.TrimEnd().Split(Environment.NewLine);
        Assert.That(lines.Skip(1).Select(line => line.Split(' ')[0]), Is.EqualTo(Protocols.Ids));
        Assert.That(lines[0], Does.Match("^protocol +features +pixels +weights +here +images/s +equals$"));
        Assert.That(lines.Single(line => line.StartsWith("pytorch-fid ", StringComparison.Ordinal)), Does.Match(
            @"^pytorch-fid +2048 +299 +inception \(96 MB\) +(yes|no) +- +pytorch-fid$"));
        Assert.That(lines.Single(line => line.StartsWith("pyramid", StringComparison.Ordinal)), Does.Match("^pyramid +212 +64 +none +yes +- "));
    }

    [Test]
    public async Task Speed_is_measured_where_the_weights_are()
    {
        GanGateCommand command = await GanGateCommand.Run("protocols", "--speed", "--threads", "1", "--json");

        using JsonDocument json = JsonDocument.Parse(command.Out);
        foreach (JsonElement protocol in json.RootElement.GetProperty("protocols").EnumerateArray())
        {
            bool here = protocol.GetProperty("here").GetBoolean();
            JsonElement speed = protocol.GetProperty("imagesPerSecond");
            Assert.That(speed.ValueKind, Is.EqualTo(here ? JsonValueKind.Number : JsonValueKind.Null), protocol.ToString());
            if (here) Assert.That(speed.GetDouble(), Is.Positive);
        }
    }

    [Test]
    public async Task Threads_say_nothing_where_no_speed_is_measured()
    {
        GanGateCommand command = await GanGateCommand.Run("protocols", "--threads", "1");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("--threads has no effect here: no network runs without --speed"));
    }
}
