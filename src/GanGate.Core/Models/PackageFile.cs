namespace GanGate.Models;

/// <summary>A file inside a package of a NuGet feed.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Path">Where in the package the file lies.</param>
internal sealed record PackageFile(string Id, string Version, string Path);
