namespace GanGate.Features;

/// <summary>Images in the source's order: the inputs of those that the network has to see, and the rows of those that are known.</summary>
/// <param name="largest">How many the network sees at most.</param>
/// <param name="length">The values of one input.</param>
internal sealed class FeatureBatch(int largest, int length)
{
    // Where most rows are known, the network is to have a full batch all the same.
    private const int MostPerInput = 16;

    private readonly float[] _inputs = new float[largest * length];
    private readonly List<FeatureInput> _images = [];

    /// <summary>How many images there are at most in a batch of which the network sees so many.</summary>
    public static int MostImages(int largest) => largest * MostPerInput;

    /// <summary>Whether no more can be taken.</summary>
    public bool IsFull => Inputs == largest || _images.Count == MostImages(largest);

    /// <summary>How many images there are.</summary>
    public int Count => _images.Count;

    /// <summary>How many of them the network has to see.</summary>
    public int Inputs { get; private set; }

    /// <summary>What it has to see: <see cref="Inputs"/> x length values.</summary>
    public ReadOnlyMemory<float> Planes => _inputs.AsMemory(0, Inputs * length);

    /// <summary>Empties the batch.</summary>
    public void Clear()
    {
        _images.Clear();
        Inputs = 0;
    }

    /// <summary>Takes the next image; its input is copied.</summary>
    public void Add(FeatureInput image)
    {
        if (!image.IsKnown) image.Values.CopyTo(_inputs, Inputs++ * length);
        _images.Add(image.IsKnown ? image : image with { Values = [] });
    }

    /// <summary>Puts the rows of all images in order.</summary>
    /// <param name="measured">The rows of those that the network saw.</param>
    /// <param name="rows">Receives the rows of all.</param>
    /// <param name="rowLength">Values of a row.</param>
    /// <param name="cache">Keeps the measured ones.</param>
    public void Order(ReadOnlySpan<float> measured, Span<float> rows, int rowLength, FeatureCache? cache)
    {
        foreach (FeatureInput image in _images)
        {
            if (image.IsKnown)
            {
                image.Values.CopyTo(rows);
            }
            else
            {
                measured[..rowLength].CopyTo(rows);
                cache?.Add(image.Hash, measured[..rowLength]);
                measured = measured[rowLength..];
            }

            rows = rows[rowLength..];
        }
    }
}

/// <summary>What is left of an image when it was decoded and looked up.</summary>
/// <param name="Values">The row of features of a known image, else the network's input.</param>
/// <param name="IsKnown">Which of the two.</param>
/// <param name="Hash">The hash of its pixels, where there is a cache.</param>
internal readonly record struct FeatureInput(float[] Values, bool IsKnown, PixelHash Hash);
