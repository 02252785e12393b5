namespace GanGate.Benchmarks;

/// <summary>Files with a few bytes changed, taken out, repeated or cut off.</summary>
internal static class FileDamage
{
    /// <summary>A damaged copy of a file, the same for the same random numbers.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        List<byte> bytes = [.. file];
        for (int changes = random.Next(1, 6); changes > 0 && bytes.Count > 1; changes--)
        {
            // Most of what decides lies at the beginning.
            int place = random.Next(2) == 0 ? random.Next(bytes.Count) : random.Next(Math.Min(bytes.Count, 64)), length = random.Next(1, 9);
            switch (random.Next(6))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[place] = (byte)(random.Next(2) * 255);
                    break;
                case 3:
                    bytes.RemoveRange(place, Math.Min(length, bytes.Count - place));
                    break;
                case 4:
                    bytes.InsertRange(place, bytes.GetRange(random.Next(bytes.Count - Math.Min(length, bytes.Count) + 1), Math.Min(length, bytes.Count)));
                    break;
                default:
                    if (random.Next(8) == 0) bytes.RemoveRange(place, bytes.Count - place);
                    break;
            }
        }

        return [.. bytes];
    }
}
