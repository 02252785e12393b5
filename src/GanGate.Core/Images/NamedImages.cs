namespace GanGate.Images;

/// <summary>Images of which only the names are left.</summary>
/// <param name="Description">What the user called the source.</param>
/// <param name="Names">Their names.</param>
internal sealed record NamedImages(string Description, IReadOnlyList<string> Names) : IImageList
{
    /// <inheritdoc/>
    public int Count => Names.Count;

    /// <inheritdoc/>
    public string NameOf(int index) => Names[index];

    /// <inheritdoc/>
    public string? ClassOf(int index) => ImageFolder.ClassIn(Names[index]);
}
