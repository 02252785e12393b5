using System.Globalization;
using GanGate.Numerics;
using GanGate.Settings;

namespace GanGate.Images;

/// <summary>Which of a source's images to take: first those of a class, of these a random sample or the first few.</summary>
/// <param name="Limit">At most so many, from the source's beginning; null for all.</param>
/// <param name="Sample">So many at random, without repeats and in the source's order; null for all.</param>
/// <param name="Seed">
/// Decides the random sample: the same seed, the same images on every machine, and a larger sample holds a smaller one.
/// </param>
/// <param name="Class">Only images of this class: a folder's or archive's first folder, or a label; null for all.</param>
public sealed record ImageSelection(int? Limit = null, int? Sample = null, long Seed = 0, string? Class = null)
{
    private const int ShownClasses = 20;

    /// <summary>The selected images as a source; disposing of it is left to whoever opened <paramref name="source"/>.</summary>
    /// <exception cref="GanGateException">
    /// GG2042: there is no such class, or there are fewer images than the sample takes; GG2001: a sample and a limit at once, or none of either.
    /// </exception>
    internal IImageSource Apply(IImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Limit is not null && Sample is not null)
        {
            throw new GanGateException(ErrorCodes.Usage, $"{Setting.Limit} and {Setting.Sample} exclude each other: the first images, or random ones");
        }

        if ((Limit ?? Sample) < 1) throw new GanGateException(ErrorCodes.Usage, $"{Setting.Limit} and {Setting.Sample} take a number of at least 1");

        if (Limit is null && Sample is null && Class is null) return source;
        int[] indices = OfClass(source);
        if (Sample > indices.Length)
        {
            throw new GanGateException(
                ErrorCodes.SelectionImpossible,
                $"'{source.Description}' holds {indices.Length:N0} images{OfTheClass}, fewer than the {Sample:N0} of {Setting.Sample}");
        }

        int first = Math.Min(Limit ?? int.MaxValue, indices.Length);
        return new SelectedImages(source, Sample is int sample ? Draw(indices, sample) : indices[..first]);
    }

    /// <summary>In words: 500 at random (seed 3) of the class 'cat'.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Sample is int sample ? $"{sample:N0} at random (seed {Seed})" : Limit is int limit ? $"the first {limit:N0}" : "all")}{OfTheClass}");

    private string OfTheClass => Class is null ? "" : $" of the class '{Class}'";

    private int[] OfClass(IImageSource source)
    {
        int[] all = [.. Enumerable.Range(0, source.Count)];
        if (Class is null) return all;
        string wanted = ClassName.Of(Class);
        int[] members = Array.FindAll(all, index => source.ClassOf(index) == wanted);
        if (members.Length > 0) return members;
        string[] classes = [.. all.Select(source.ClassOf).OfType<string>().Distinct().Order(NaturalOrder.Comparer)];
        string known = classes.Length switch
        {
            0 => "its images have none (a class is the first folder, or a label)",
            <= ShownClasses => $"it has {string.Join(", ", classes)}",
            _ => $"it has {string.Join(", ", classes.Take(ShownClasses))} and {classes.Length - ShownClasses} more",
        };
        throw new GanGateException(ErrorCodes.SelectionImpossible, $"'{source.Description}' has no class '{Class}'; {known}");
    }

    // Every image draws a number of its own; the smallest win.
    private int[] Draw(int[] indices, int count)
    {
        Philox random = new((ulong)Seed);
        ulong[] draws = Array.ConvertAll(indices, index => random.At(stream: 0, (ulong)index).Low);
        int[] drawn = [.. indices];
        Array.Sort(draws, drawn);
        int[] chosen = drawn[..count];
        Array.Sort(chosen);
        return chosen;
    }
}
