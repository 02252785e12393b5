using System.Text.Json.Serialization;
using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Studies;

/// <summary>How scores follow disturbances of rising level.</summary>
/// <param name="Protocol">Of both sides.</param>
/// <param name="Samples">The images that were disturbed.</param>
/// <param name="Reference">What they were measured against.</param>
/// <param name="Seed">What everything random followed from.</param>
/// <param name="Disturbances">Each by itself.</param>
public sealed record StudyResult(
    Protocol Protocol, MeasuredSet Samples, MeasuredSet Reference, long Seed, IReadOnlyList<StudiedDisturbance> Disturbances);

/// <summary>One disturbance.</summary>
/// <param name="Name">As options call it: noise.</param>
/// <param name="Title">As charts call it.</param>
/// <param name="LevelName">What its levels are.</param>
/// <param name="Levels">By rising levels.</param>
/// <param name="DistanceTrend">Whether the Fréchet distance follows the level.</param>
/// <param name="InceptionTrend">Whether the Inception distance does; null where the protocol has no logits.</param>
public sealed record StudiedDisturbance(
    string Name, string Title, string LevelName, IReadOnlyList<StudiedLevel> Levels, Trend DistanceTrend, Trend? InceptionTrend);

/// <summary>The scores at one level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Distance">The Fréchet distance.</param>
/// <param name="StandardError">Its own, for another draw of as many samples.</param>
/// <param name="Bias">By how much so many samples raise it.</param>
/// <param name="InceptionScore">The mean over splits; null where the protocol has no logits.</param>
/// <param name="InceptionStandardError">That of the mean over splits.</param>
/// <param name="InceptionDistance">The paper's: the largest Inception Score over the levels, minus this one.</param>
public sealed record StudiedLevel(
    double Level,
    double Distance,
    double StandardError,
    double Bias,
    double? InceptionScore = null,
    double? InceptionStandardError = null,
    double? InceptionDistance = null)
{
    /// <summary>A picture of the first images; null where there is none.</summary>
    public string? Picture { get; init; }

    /// <summary>The same for a page; null where none was asked for.</summary>
    [JsonIgnore]
    internal Thumbnail? Thumbnail { get; init; }

    [JsonIgnore]
    internal TrendPoint DistancePoint => new(Level, new Estimate(Distance, StandardError, Bias));

    [JsonIgnore]
    internal TrendPoint InceptionPoint => new(Level, new Estimate(InceptionDistance!.Value, InceptionStandardError));
}
