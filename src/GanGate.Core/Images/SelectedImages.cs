namespace GanGate.Images;

/// <summary>Some of a source's images, in an order of their own.</summary>
/// <param name="Source">Where they come from; whoever opened it disposes of it.</param>
/// <param name="Indices">The positions of the images in the source.</param>
internal sealed record SelectedImages(IImageSource Source, IReadOnlyList<int> Indices) : IImageSource
{
    /// <inheritdoc/>
    public string Description => Source.Description;

    /// <inheritdoc/>
    public int Count => Indices.Count;

    /// <inheritdoc/>
    public string? LeftOut => Source.LeftOut;

    /// <inheritdoc/>
    public string? Scale => Source.Scale;

    /// <inheritdoc/>
    public IReadOnlyList<SourceRemark> Remarks => Source.Remarks;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => Source.Files;

    /// <inheritdoc/>
    public string NameOf(int index) => Source.NameOf(Indices[index]);

    /// <inheritdoc/>
    public string? PathOf(int index) => Source.PathOf(Indices[index]);

    /// <inheritdoc/>
    public string? ClassOf(int index) => Source.ClassOf(Indices[index]);

    /// <inheritdoc/>
    public void RequireUnchanged() => Source.RequireUnchanged();

    /// <inheritdoc/>
    public RgbImage Decode(int index) => Source.Decode(Indices[index]);
}
