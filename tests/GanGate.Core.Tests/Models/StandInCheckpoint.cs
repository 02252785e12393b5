using System.Text;

namespace GanGate.Tests.Models;

/// <summary>
/// The deterministic stand-in for the public Inception checkpoint, value by value as the golden features' make_checkpoint.py defines it:
/// splitmix64 numbers seeded by the FNV-1a hash of each entry's name.
/// </summary>
internal static class StandInCheckpoint
{
    /// <summary>Name and shape of the 566 entries, in file order; all float32 but *.num_batches_tracked (int64, no dimensions, 0).</summary>
    public static IReadOnlyList<(string Name, int[] Shape)> Entries
        => [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "GanGate.Core.Tests", "Models", "Data", "fid_inception_entries.tsv")).Skip(1).Select(line =>
        {
            string[] fields = line.Split('\t');
            return (fields[0], fields[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray());
        })];

    /// <summary>Whether an entry is the int64 counter of a batch norm instead of a float32 tensor.</summary>
    public static bool IsCounter(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    /// <summary>The float32 values of an entry, in C order.</summary>
    public static float[] Values(string name, int[] shape)
    {
        (double offset, double scale, bool absolute) = Distribution(name, shape);
        ulong seed = Fnv1a64(name);
        float[] values = new float[shape.Aggregate(1, (product, length) => product * length)];
        for (int i = 0; i < values.Length; i++)
        {
            double u = Uniform(seed, i);
            values[i] = (float)(offset + (scale * (absolute ? Math.Abs(u) : u)));
        }

        return values;
    }

    /// <summary>Writes the whole checkpoint (95 MB) in the legacy or the zip layout.</summary>
    public static void Write(Stream stream, bool zip = false)
    {
        StateDictWriter writer = new();
        foreach ((string name, int[] shape) in Entries)
        {
            if (IsCounter(name))
            {
                writer.Add(name, shape, [0L]);
            }
            else
            {
                writer.Add(name, shape, Values(name, shape));
            }
        }

        if (zip)
        {
            writer.WriteZip(stream);
        }
        else
        {
            writer.WriteLegacy(stream);
        }
    }

    /// <summary>FNV-1a, 64 bits, of the name's UTF-8 bytes.</summary>
    public static ulong Fnv1a64(string text)
        => Encoding.UTF8.GetBytes(text).Aggregate(0xCBF29CE484222325UL, (hash, value) => unchecked((hash ^ value) * 0x100000001B3UL));

    /// <summary>In [-1, 1), from the upper 24 bits of splitmix64.</summary>
    public static double Uniform(ulong seed, int index)
    {
        unchecked
        {
            ulong z = seed + (((ulong)index + 1) * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
            return ((z >> 40) / 8388608.0) - 1.0;
        }
    }

    private static (double Offset, double Scale, bool Absolute) Distribution(string name, int[] shape) => name switch
    {
        "fc.weight" => (0, 0.5, false),
        "fc.bias" => (0, 0.1, false),
        _ when name.EndsWith(".conv.weight", StringComparison.Ordinal) => (0, Math.Sqrt(6.0 / (shape[1] * shape[2] * shape[3])), false),
        _ when name.EndsWith(".bn.weight", StringComparison.Ordinal) => (1, 0.1, false),
        _ when name.EndsWith(".bn.bias", StringComparison.Ordinal) => (-0.05, 0.1, false),
        _ when name.EndsWith(".bn.running_mean", StringComparison.Ordinal) => (0, 0.1, false),
        _ when name.EndsWith(".bn.running_var", StringComparison.Ordinal) => (0.75, 0.5, true),
        _ => throw new ArgumentException($"'{name}' is no float32 entry of the checkpoint", nameof(name)),
    };
}
