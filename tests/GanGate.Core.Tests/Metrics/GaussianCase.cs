using System.Text.Json;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

/// <summary>The Gaussian pairs with a closed-form distance of gaussians.json, built from their formulas.</summary>
internal sealed record GaussianCase(string Name, int D, double Exact, bool Singular, bool IllConditioned)
{
    public static IEnumerable<GaussianCase> All(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (JsonElement item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            yield return new GaussianCase(
                item.GetProperty("name").GetString()!, item.GetProperty(nameof(D)).GetInt32(), item.GetProperty("exact").GetDouble(),
                item.GetProperty("singular").GetBoolean(), item.GetProperty("ill_conditioned").GetBoolean());
        }
    }

    /// <summary>Relative to Tr S_g + Tr S_r.</summary>
    public double Tolerance => Singular ? 1e-8 : IllConditioned ? 1e-10 : 1e-12;

    public (FeatureStatistics First, FeatureStatistics Second) Build()
    {
        string formula = Name[..Name.LastIndexOf('_')];
        (double[] mu1, double[] mu2) = formula switch
        {
            "identical_ar1" => (Vector(i => (double)i / D), Vector(i => (double)i / D)),
            "commuting_householder" or "blocks_not_commuting" => (Vector(i => (double)i / D), Vector(i => i % 4 / 4.0)),
            "diagonal" or "rank_deficient" or "identity_circulant" => (new double[D], Vector(_ => 0.5)),
            "one_dimension" => ([1.0], [3.0]),
            _ => (new double[D], new double[D]),
        };
        (double[] sigma1, double[] sigma2) = Covariances(formula);
        return (new FeatureStatistics(mu1, sigma1), new FeatureStatistics(mu2, sigma2));
    }

    private (double[] Sigma1, double[] Sigma2) Covariances(string formula) => formula switch
    {
        "identical_ar1" => (Autoregressive(1), Autoregressive(1)),
        "scaled_ar1" => (Autoregressive(1), Autoregressive(4)),
        "diagonal" => (Diagonal(Square1), Diagonal(Square3)),
        "commuting_householder" => (Reflected(Diagonal(Square1)), Reflected(Diagonal(Square3))),
        "rank_deficient" => (
            Reflected(Diagonal(i => i < D / 2 ? Math.Pow(1 + i % 7, 2) : 0)), Reflected(Diagonal(i => i < D / 4 ? Math.Pow(2 + i % 5, 2) : 0))),
        "disjoint_support" => (Diagonal(i => i < D / 2 ? 1 : 0), Diagonal(i => i < D / 2 ? 0 : 4)),
        "one_dimension" => ([4.0], [9.0]),
        "rank_one" => (Matrix((i, j) => (1 + i % 3) * (1 + j % 3)), Matrix((i, j) => (2 - i % 4) * (2 - j % 4))),
        "identity_circulant" => (Diagonal(_ => 1), Matrix(Circulant)),
        "ill_conditioned" => (
            Reflected(Diagonal(i => Math.Pow(10, -12.0 * i / (D - 1)))), Reflected(Diagonal(i => Math.Pow(10, -12.0 * (D - 1 - i) / (D - 1))))),
        "blocks_not_commuting" => (Reflected(Matrix((i, j) => Blocks(i, j).First)), Reflected(Matrix((i, j) => Blocks(i, j).Second))),
        _ => throw new ArgumentException($"no formula for '{Name}'"),
    };

    private static double Square1(int i) => (i + 1.0) * (i + 1);

    private static double Square3(int i) => (i + 3.0) * (i + 3);

    private double Circulant(int i, int j)
    {
        int apart = Math.Abs(i - j);
        return Math.Min(apart, D - apart) switch { 0 => 4.5, 1 => 2, 2 => 0.25, _ => 0 };
    }

    private static (double First, double Second) Blocks(int i, int j)
    {
        int k = i / 2;
        if (j / 2 != k) return (0, 0);
        double p = 2 + k % 3, r = 1 + k % 5, c = 1.0 / (2 + k % 2);
        return i != j ? (c, -0.25) : i % 2 == 0 ? (p, r) : (r, p + 1);
    }

    private double[] Autoregressive(double scale)
    {
        double[] powers = Vector(i => scale * Math.Pow(0.9, i));
        return Matrix((i, j) => powers[Math.Abs(i - j)]);
    }

    private double[] Vector(Func<int, double> value) => [.. Enumerable.Range(0, D).Select(value)];

    private double[] Diagonal(Func<int, double> value) => Matrix((i, j) => i == j ? value(i) : 0);

    private double[] Matrix(Func<int, int, double> value)
    {
        double[] matrix = new double[D * D];
        for (int i = 0; i < D; i++)
        {
            for (int j = 0; j < D; j++) matrix[i * D + j] = value(i, j);
        }

        return matrix;
    }

    /// <summary>H A H with H = I - 2 v v^T / (v^T v), v[i] = i + 1: A - v w^T - w v^T with w from A v.</summary>
    private double[] Reflected(double[] a)
    {
        double[] product = new double[D];
        double norm = 0, inner = 0;
        for (int i = 0; i < D; i++)
        {
            norm += (i + 1.0) * (i + 1);
            for (int j = 0; j < D; j++) product[i] += a[i * D + j] * (j + 1);
            inner += product[i] * (i + 1);
        }

        for (int i = 0; i < D; i++)
        {
            for (int j = 0; j < D; j++)
            {
                a[i * D + j] += -2 / norm * ((i + 1) * product[j] + product[i] * (j + 1)) + 4 * inner / norm / norm * (i + 1) * (j + 1);
            }
        }

        return a;
    }
}
