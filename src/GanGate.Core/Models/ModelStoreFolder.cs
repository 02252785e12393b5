namespace GanGate.Models;

/// <summary>Where the store lies: GANGATE_HOME, else a folder of its own in the platform's cache folder.</summary>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Home">The user's home folder, or nothing.</param>
/// <param name="LocalData">The platform's folder for local data; asked on Windows only.</param>
/// <param name="Platform">Which platform's rule holds.</param>
internal sealed record ModelStoreFolder(Func<string, string?> Variable, string Home, string LocalData, PlatformID Platform)
{
    public const string HomeVariable = "GANGATE_HOME";

    /// <summary>The rule for this process.</summary>
    public static ModelStoreFolder Here => new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.MacOSX : PlatformID.Unix);

    /// <summary>The folder, which need not exist yet.</summary>
    /// <exception cref="GanGateException">The platform names no such folder (GG2010).</exception>
    public string Find()
    {
        if (Variable(HomeVariable) is { Length: > 0 } chosen) return Path.GetFullPath(chosen);

        // The XDG specification has relative paths ignored.
        string cache = Platform switch
        {
            PlatformID.Win32NT => LocalData,
            PlatformID.MacOSX => Home.Length == 0 ? "" : Path.Combine(Home, "Library", "Caches"),
            _ when Variable("XDG_CACHE_HOME") is { } xdg && Path.IsPathRooted(xdg) => xdg,
            _ => Home.Length == 0 ? "" : Path.Combine(Home, ".cache"),
        };
        return cache.Length > 0
            ? Path.Combine(cache, "gangate")
            : throw new GanGateException(
                ErrorCodes.OutputUnwritable, $"this user has no home folder to keep models in: set {HomeVariable} to a folder");
    }
}
