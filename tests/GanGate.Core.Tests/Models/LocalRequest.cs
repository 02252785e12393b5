using System.Globalization;
using System.Text;

namespace GanGate.Tests.Models;

/// <summary>One request to a <see cref="LocalServer"/>, with the ways to answer it.</summary>
/// <param name="Number">How many requests came before it.</param>
/// <param name="Lines">The request line and the headers.</param>
/// <param name="Stream">The connection.</param>
internal sealed record LocalRequest(int Number, IReadOnlyList<string> Lines, Stream Stream)
{
    public string Path => Lines[0].Split(' ')[1];

    /// <summary>A header's value, or nothing.</summary>
    public string? this[string name] => Lines
        .FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    /// <summary>Where the part that is asked for starts.</summary>
    public int From => this["Range"] is { } range ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;

    public void Head(string status, params string[] headers)
        => Send(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n"));

    public void Send(ReadOnlySpan<byte> bytes) => Stream.Write(bytes);

    /// <summary>Answers as a good server does, ranges included.</summary>
    public void Serve(byte[] content)
    {
        ServeHead(content);
        Send(content.AsSpan(From));
    }

    /// <summary>The head of a good answer; the body is the test's.</summary>
    public void ServeHead(byte[] content)
    {
        string length = $"Content-Length: {content.Length - From}";
        if (this["Range"] is null)
        {
            Head("200 OK", length, "ETag: \"v1\"");
        }
        else
        {
            Head("206 Partial Content", length, "ETag: \"v1\"", $"Content-Range: bytes {From}-{content.Length - 1}/{content.Length}");
        }
    }

    public void Redirect(string location) => Head("302 Found", $"Location: {location}", "Content-Length: 0");
}
