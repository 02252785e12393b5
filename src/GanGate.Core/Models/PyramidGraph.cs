using static GanGate.Models.OnnxAttribute;

namespace GanGate.Models;

/// <summary>
/// The embedded extractor: 212 statistics of colour, luma histogram and an oriented-filter pyramid, without trained weights.
/// Input N x 3 x S x S in [0, 1], output N x 212 in this order: layout (12: plane, row, column), luma tents (8),
/// first order (96: plane, level, orientation), cross-scale (96: coarse level, fine level, fine and coarse orientation).
/// </summary>
internal sealed class PyramidGraph
{
    public const int Version = 1;
    public const int Dimension = 212;
    public const int MinimumSize = 32;
    public const int SizeStep = 8;
    public const int DefaultSize = 64;
    public const string InputName = "images";
    public const string OutputName = "features";

    private const int Planes = 3;
    private const int Levels = 4;
    private const int Orientations = 8;
    private const int CrossOrientations = 4;
    private const int Tents = 8;
    private const int FilterSize = 7;
    private const int FilterRadius = 3;
    private const double Compression = 0.02;

    private static readonly float[] Luma = [0.299f, 0.587f, 0.114f];
    private static readonly float[] Colour = [.. Luma, -0.168736f, -0.331264f, 0.5f, 0.5f, -0.418688f, -0.081312f];

    private readonly OnnxGraph _graph = new("pyramid");
    private readonly int _size;
    private readonly Dictionary<int, string> _blurs = [];

    private PyramidGraph(int size) => _size = size;

    /// <summary>The model for images of one size, as the bytes of an .onnx file.</summary>
    /// <param name="size">S, width and height in pixels: a multiple of 8, at least 32.</param>
    public static byte[] Build(int size)
    {
        if (size < MinimumSize || size % SizeStep != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "a multiple of 8, at least 32, is needed");
        }

        return new PyramidGraph(size).Build();
    }

    /// <summary>A Morlet filter of unit energy whose real part has zero mean: 7 x 7 real, then 7 x 7 imaginary values.</summary>
    /// <param name="orientation">l of theta = pi l / 8, clockwise from the x axis as the image's rows run down.</param>
    internal static double[] Morlet(int orientation)
    {
        const double Sigma = 0.8, Slant = 0.5, Frequency = 3 * Math.PI / 4;
        (double sin, double cos) = Math.SinCos(Math.PI * orientation / Orientations);
        var u = new double[FilterSize * FilterSize];
        var envelope = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            int a = (i % FilterSize) - FilterRadius, b = (i / FilterSize) - FilterRadius;
            u[i] = (a * cos) + (b * sin);
            double v = Slant * ((b * cos) - (a * sin));
            envelope[i] = Math.Exp(-((u[i] * u[i]) + (v * v)) / (2 * Sigma * Sigma));
        }

        double beta = envelope.Zip(u, (g, x) => g * Math.Cos(Frequency * x)).Sum() / envelope.Sum();
        double[] filter =
        [
            .. envelope.Zip(u, (g, x) => g * (Math.Cos(Frequency * x) - beta)),
            .. envelope.Zip(u, (g, x) => g * Math.Sin(Frequency * x)),
        ];
        double norm = Math.Sqrt(filter.Sum(x => x * x));
        return [.. filter.Select(x => x / norm)];
    }

    private byte[] Build()
    {
        string rgb = _graph.Input(InputName, OnnxType.Float, "N", Planes, _size, _size);
        string planes = _graph.Node("Conv", [rgb, _graph.Constant("colour", Colour, Planes, Planes, 1, 1)]);
        string bank = _graph.Constant("morlet", Bank(), 2 * Orientations, 1, FilterSize, FilterSize);
        var firstOrder = new List<string>();
        var cross = new List<string>();
        string level = planes;
        string? finer = null;
        for (int j = 0; j < Levels; j++)
        {
            level = j == 0 ? level : Halve(level, Planes);
            string moduli = Moduli(level, bank, _size >> j);
            firstOrder.Add(Reshape(_graph.Node("GlobalAveragePool", [moduli]), 0, Planes, 1, Orientations));
            string luma = EvenLumaOrientations(moduli);
            if (finer is not null)
            {
                finer = Halve(finer, j * CrossOrientations);
                cross.Add(Correlation(finer, luma, j * CrossOrientations, (long)(_size >> j) * (_size >> j)));
            }

            finer = finer is null ? luma : _graph.Node("Concat", [finer, luma], Int("axis", 1));
        }

        string oriented = Flatten(_graph.Node("Concat", [.. firstOrder], Int("axis", 2)));
        string compressed = Compress(_graph.Node("Concat", [oriented, .. cross], Int("axis", 1)));
        _graph.Node("Concat", [Layout(planes), LumaTents(rgb), compressed], OutputName, Int("axis", 1));
        _graph.Output(OutputName, OnnxType.Float, "N", Dimension);
        return _graph.Serialize();
    }

    private string Layout(string planes)
    {
        string cells = _graph.Node("AveragePool", [planes], Ints("kernel_shape", _size / 2, _size / 2), Ints("strides", _size / 2, _size / 2));
        return _graph.Node("Mul", [Flatten(cells), _graph.Scalar(8)]);
    }

    private string LumaTents(string rgb)
    {
        // 7 Y - k for all k at once, straight from the colours.
        float[] weights = [.. Enumerable.Repeat(Luma, Tents).SelectMany(luma => luma.Select(weight => 7 * weight))];
        float[] offsets = [.. Enumerable.Range(0, Tents).Select(k => (float)-k)];
        string distance = _graph.Node(
            "Conv", [rgb, _graph.Constant("tents", weights, Tents, Planes, 1, 1), _graph.Constant("centres", offsets, Tents)]);
        string tents = _graph.Node("Relu", [_graph.Node("Sub", [_graph.Scalar(1), _graph.Node("Abs", [distance])])]);
        return _graph.Node("Mul", [Flatten(_graph.Node("GlobalAveragePool", [tents])), _graph.Scalar(8)]);
    }

    /// <summary>N x channels x h x w to half the height and width, with the binomial filter.</summary>
    private string Halve(string maps, int channels)
    {
        if (!_blurs.TryGetValue(channels, out string? blur))
        {
            int[] binomial = [1, 4, 6, 4, 1];
            IEnumerable<float> kernel = binomial.SelectMany(y => binomial.Select(x => x * y / 256f));
            blur = _graph.Constant($"binomial_{channels}", Enumerable.Repeat(kernel, channels).SelectMany(x => x).ToArray(), channels, 1, 5, 5);
            _blurs.Add(channels, blur);
        }

        return _graph.Node("Conv", [Reflect(maps, 2), blur], Int("group", channels), Ints("strides", 2, 2));
    }

    /// <summary>N x 3 x h x h to N x 24 x h x h: the modulus of each plane's answer to each orientation.</summary>
    private string Moduli(string level, string bank, int side)
    {
        string plane = Reshape(Reflect(level, FilterRadius), -1, 1, side + (2 * FilterRadius), side + (2 * FilterRadius));
        string[] parts = ["re_" + plane, "im_" + plane];
        string answer = _graph.Node("Conv", [plane, bank]);
        _graph.Node("Split", [_graph.Node("Mul", [answer, answer])], parts, Int("axis", 1));
        string energy = _graph.Node("Add", [_graph.Node("Add", [parts[0], parts[1]]), _graph.Scalar(1e-12f)]);
        return Reshape(_graph.Node("Sqrt", [energy]), -1, Planes * Orientations, side, side);
    }

    private string EvenLumaOrientations(string moduli) => _graph.Node(
        "Slice", [moduli, _graph.Constant(0), _graph.Constant(Orientations), _graph.Constant(1), _graph.Constant(2)]);

    /// <summary>sqrt(U_a U_b^T / (h w)) of the finer levels' maps, brought down to this level, with this level's.</summary>
    private string Correlation(string finer, string maps, int channels, long pixels)
    {
        string left = Reshape(finer, 0, channels, pixels);
        string right = _graph.Node("Transpose", [Reshape(maps, 0, CrossOrientations, pixels)], Ints("perm", 0, 2, 1));
        string products = _graph.Node("Mul", [_graph.Node("MatMul", [left, right]), _graph.Scalar(1f / pixels)]);
        return Flatten(_graph.Node("Sqrt", [_graph.Node("Relu", [products])]));
    }

    private string Compress(string values) => _graph.Node(
        "Log", [_graph.Node("Add", [_graph.Node("Mul", [values, _graph.Scalar((float)(1 / Compression))]), _graph.Scalar(1)])]);

    private string Reflect(string maps, int border) =>
        _graph.Node("Pad", [maps, _graph.Constant(0, 0, border, border, 0, 0, border, border)], Text("mode", "reflect"));

    private string Reshape(string values, params long[] shape) => _graph.Node("Reshape", [values, _graph.Constant(shape)]);

    private string Flatten(string values) => _graph.Node("Flatten", [values]);

    private static float[] Bank()
    {
        const int Half = FilterSize * FilterSize;
        double[][] filters = [.. Enumerable.Range(0, Orientations).Select(Morlet)];
        return [.. filters.SelectMany(filter => filter[..Half]).Concat(filters.SelectMany(filter => filter[Half..])).Select(x => (float)x)];
    }
}
