using GanGate.Features;
using GanGate.Images;

namespace GanGate.Measuring;

/// <summary>The classes that generated images and their reference have in common: all of both.</summary>
internal sealed class ImageClasses
{
    private const int Listed = 5;

    private readonly MeasurementInput _generated;
    private readonly MeasurementInput _reference;
    private readonly Dictionary<string, int> _counts;

    private ImageClasses(MeasurementInput generated, MeasurementInput reference, Dictionary<string, int> counts) =>
        (_generated, _reference, _counts) = (generated, reference, counts);

    /// <summary>The names in natural order.</summary>
    public IEnumerable<string> Names => _counts.Keys.Order(NaturalOrder.Comparer);

    /// <summary>Finds the classes; decodes nothing.</summary>
    /// <exception cref="GanGateException">
    /// GG2020: a side states no classes, or the two do not hold the same ones, or one has a single image.
    /// </exception>
    public static ImageClasses Of(MeasurementInput generated, MeasurementInput reference)
    {
        Dictionary<string, int> counts = CountsOf(generated);
        string[] others = reference is ClassStatisticsInput files ? [.. files.Files.Keys] : [.. CountsOf(reference).Keys];
        RequireNone(counts.Keys.Except(others), $"have no reference in '{reference.Source}'");
        RequireNone(others.Except(counts.Keys), $"have no generated images in '{generated.Source}'");
        return new ImageClasses(generated, reference, counts);
    }

    /// <summary>How many generated images a class has.</summary>
    public int CountOf(string name) => _counts[name];

    /// <summary>Refuses more images in all than those whose features can be kept, of which each class takes its own.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public static void RequireRoom(MeasurementInput generated, MeasurementInput reference, Protocol protocol)
    {
        foreach (MeasurementInput side in (MeasurementInput[])[generated, reference])
        {
            FeatureBuffer.RequireRoom(side.List?.Count ?? 0, protocol.Dimension);
        }
    }

    /// <summary>Reads every class's statistics once, so that a wrong one is found before the long part.</summary>
    /// <exception cref="GanGateException">GG3001, GG2013, GG2006, or GG2001: there are too many images.</exception>
    public void Require(Protocol protocol)
    {
        RequireRoom(_generated, _reference, protocol);
        if (_reference is not ClassStatisticsInput files) return;
        foreach (string name in files.Files.Keys) ProtocolChoice.Require(protocol, files.Read(name));
    }

    private static Dictionary<string, int> CountsOf(MeasurementInput input)
    {
        if (input is not ImagesInput { Images: IImageSource images })
        {
            throw Invalid(
                $"'{input.Source}' is one set of statistics: give images in a folder for each class, "
                + "or as the reference a folder of CLASS.npz files");
        }

        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        for (int index = 0; index < images.Count; index++)
        {
            string name = images.ClassOf(index) ?? throw Invalid(
                $"'{images.NameOf(index)}' of '{input.Source}' states no class: put the images of each class into a folder of its name");
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        IEnumerable<string> single = counts.Where(one => one.Value < 2).Select(one => one.Key);
        RequireNone(single, $"have a single image in '{input.Source}', and a covariance needs two");
        return counts;
    }

    private static void RequireNone(IEnumerable<string> names, string problem)
    {
        string[] all = [.. names.Order(NaturalOrder.Comparer)];
        if (all.Length == 0) return;

        string more = all.Length > Listed ? $" and {ScoreFormat.Count(all.Length - Listed)} more" : "";
        throw Invalid($"the classes {string.Join(", ", all.Take(Listed).Select(name => $"'{name}'"))}{more} {problem}");
    }

    private static GanGateException Invalid(string message) => new(ErrorCodes.ClassesDiffer, message);
}
