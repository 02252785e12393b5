using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Tests.Settings;

/// <summary>Messages that each face says in its own words.</summary>
public class SentenceTests
{
    private static readonly GanGateException Failure = new(
        ErrorCodes.Usage,
        $"{2:N1} is above {Setting.MaxFid}, see {Setting.Protocol.At("pyramid")}: "
        + $"run {Advice.FetchModel}");

    [Test]
    public void An_error_speaks_the_librarys_words_when_nobody_asks() =>
        Assert.That(Failure.Message, Is.EqualTo("2.0 is above maxFid, see protocol pyramid: run ModelStore.FetchAsync"));

    [Test]
    public void A_face_says_settings_and_advice_in_its_own_words() =>
        Assert.That(Failure.Sentence.In(new Loud()), Is.EqualTo("2.0 is above MAXFID, see PROTOCOL pyramid: run FetchModel!"));

    [Test]
    public void A_sentence_within_another_keeps_its_settings()
    {
        Sentence inner = $"no {Setting.Grid}";
        Sentence outer = $"gate 'a': {inner}";

        Assert.That(outer.In(new Loud()), Is.EqualTo("gate 'a': no GRID"));
    }

    [Test]
    public void A_plain_string_is_a_sentence()
    {
        Assert.That(new GanGateException(ErrorCodes.Usage, "plain").Message, Is.EqualTo("plain"));
        Assert.That(new Warning(ErrorCodes.CountsDiffer, "plain").Sentence.In(new Loud()), Is.EqualTo("plain"));
    }

    [Test]
    public void A_warning_carries_settings_too()
    {
        Warning warning = new(ErrorCodes.EarlyCannotHelp, $"{Setting.Early} does not help");

        Assert.That(warning.Message, Is.EqualTo("early does not help"));
        Assert.That(warning.Sentence.In(new Loud()), Is.EqualTo("EARLY does not help"));
        Assert.That(warning, Is.EqualTo(new Warning(ErrorCodes.EarlyCannotHelp, $"{Setting.Early} does not help")));
    }

    private sealed class Loud : Words
    {
        public override string Spell(string name) => name.ToUpperInvariant();

        public override string Say(Advice advice) => $"{advice.Kind}!";
    }
}
