using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Natives = System.Runtime.InteropServices.NativeLibrary;

namespace GanGate.Features;

/// <summary>Another build of ONNX Runtime's native library than the one that lies beside the program.</summary>
internal static class OnnxLibrary
{
    /// <summary>Names its file: one with other providers, such as WebGPU.</summary>
    public const string Variable = "GANGATE_ONNXRUNTIME";

    private const string ImportedName = "onnxruntime";

    private delegate nint GetApiBase();

    private delegate nint GetVersionString();

    /// <summary>The version of ONNX Runtime that this build speaks.</summary>
    public static Version Spoken { get; } = Version.Parse(
        typeof(OnnxLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "OnnxRuntimeVersion").Value!);

    /// <summary>Has the binding load the library that the variable names, if one is named. To be called before anything of it is used.</summary>
    /// <exception cref="GanGateException">GG4001: it is missing, no library, none of ONNX Runtime, or too old.</exception>
    public static void Take()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path) return;

        nint library = Load(path);
        RequireVersion(path, VersionOf(library, path));
        try
        {
            Natives.SetDllImportResolver(
                typeof(OrtEnv).Assembly, (name, _, _) => name.Contains(ImportedName, StringComparison.OrdinalIgnoreCase) ? library : 0);
        }
        catch (InvalidOperationException failure)
        {
            throw Unusable(path, "the program that runs this has chosen its own build already", failure);
        }
    }

    /// <summary>Refuses a version whose interface is older than the one that is spoken: of 1.30.0 that is version 30.</summary>
    /// <exception cref="GanGateException">GG4001.</exception>
    internal static void RequireVersion(string path, string version)
    {
        if (Version.TryParse(version.Split('-', '+')[0], out Version? offered) && offered >= new Version(Spoken.Major, Spoken.Minor)) return;

        string api = offered is null ? "" : string.Create(CultureInfo.InvariantCulture, $", which offers API version {offered.Minor}");
        throw Unusable(path, string.Create(
            CultureInfo.InvariantCulture,
            $"it is ONNX Runtime {version}{api}, and this program speaks API version {Spoken.Minor}: take {Spoken.Major}.{Spoken.Minor} or a later one"));
    }

    private static nint Load(string path)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw Unusable(path, $"it {FileNames.WhyMissing(full)}");
        try
        {
            return Natives.Load(full);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw Unusable(path, failure.Message.ReplaceLineEndings(" "), failure);
        }
    }

    // The one function that the library exports gives two: the interface of a version, and the library's own version.
    private static string VersionOf(nint library, string path)
    {
        if (!Natives.TryGetExport(library, "OrtGetApiBase", out nint entry)) throw Unusable(path, "it is not ONNX Runtime");
        nint api = Marshal.GetDelegateForFunctionPointer<GetApiBase>(entry)();
        return Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<GetVersionString>(Marshal.ReadIntPtr(api, nint.Size))()) ?? "";
    }

    private static GanGateException Unusable(string path, string reason, Exception? inner = null) => new(
        ErrorCodes.NativeLibraryMissing, $"'{path}' ({Variable}) cannot be used: {reason}", inner);
}
