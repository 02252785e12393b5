namespace GanGate.Tests.Playing;

/// <summary>Reads the files by which steps give values to a runner: NAME=VALUE, or NAME, a delimiter, lines, and the delimiter.</summary>
internal static class CommandFile
{
    public static Dictionary<string, string> Read(string path)
    {
        Dictionary<string, string> values = [];
        string[] lines = File.ReadAllText(path).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;

            int equals = lines[i].IndexOf('=', StringComparison.Ordinal), heredoc = lines[i].IndexOf("<<", StringComparison.Ordinal);
            if (heredoc >= 0 && (equals < 0 || heredoc < equals))
            {
                string delimiter = lines[i][(heredoc + 2)..];
                int end = Array.IndexOf(lines, delimiter, i + 1);
                Assert.That(end, Is.GreaterThan(i), $"the delimiter '{delimiter}' does not end");
                values[lines[i][..heredoc]] = string.Join('\n', lines[(i + 1)..end]);
                i = end;
            }
            else
            {
                Assert.That(equals, Is.GreaterThan(0), $"'{lines[i]}' is no value");
                values[lines[i][..equals]] = lines[i][(equals + 1)..];
            }
        }

        return values;
    }
}
