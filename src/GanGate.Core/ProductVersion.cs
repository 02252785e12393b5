using System.Reflection;

namespace GanGate;

/// <summary>The version of this build, from the one place that sets it (Directory.Build.props).</summary>
internal static class ProductVersion
{
    /// <summary>Such as 1.2.3, without the commit.</summary>
    public static string Current { get; } = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
