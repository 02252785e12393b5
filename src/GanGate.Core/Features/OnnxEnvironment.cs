using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>
/// ONNX Runtime in this process, made before its first session: with its telemetry off, and with nothing of its log on a terminal. Where the
/// program that uses this library has made it already, it is left as it is.
/// </summary>
internal static partial class OnnxEnvironment
{
    /// <summary>The variable by which ONNX Runtime is told to send nothing: 1, unless a person has set it to something else.</summary>
    public const string TelemetryVariable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<OrtEnv> Made = new(Make);

    // What was logged last on this thread: some failures are told in the log alone.
    [ThreadStatic]
    private static string? _logged;

    /// <summary>The one environment of the process. Everything that starts ONNX Runtime asks for it first.</summary>
    /// <exception cref="Exception">The native library cannot be loaded (<see cref="NativeLibrary.IsLoadFailure"/>).</exception>
    public static OrtEnv Instance => Made.Value;

    /// <summary>Asks it something.</summary>
    /// <exception cref="GanGateException">GG4001: it cannot be loaded.</exception>
    public static T Ask<T>(Func<OrtEnv, T> question)
    {
        try
        {
            return question(Instance);
        }
        catch (Exception failure) when (NativeLibrary.IsLoadFailure(failure))
        {
            throw NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", failure);
        }
    }

    /// <summary>Whatever ONNX Runtime said, all of it, on one line.</summary>
    public static string ReasonOf(Exception failure) => OneLine(failure.Message);

    /// <summary>The same, with what was logged on this thread since the last call.</summary>
    public static string ReasonWithLog(Exception failure)
    {
        string reason = ReasonOf(failure), logged = TakeLogged();
        return logged.Length == 0 || reason.Contains(logged, StringComparison.Ordinal) ? reason : $"{reason} ({logged})";
    }

    /// <summary>The last error that was logged on this thread since the last call, on one line; empty for none.</summary>
    public static string TakeLogged()
    {
        string logged = _logged ?? "";
        _logged = null;
        return logged;
    }

    private static OrtEnv Make()
    {
        OnnxLibrary.Take();
        if (OrtEnv.IsCreated) return OrtEnv.Instance();

        bool silent = SwitchTelemetryOff();
        EnvironmentCreationOptions options = new()
        {
            logId = "gangate",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            loggingFunction = (_, _, _, _, _, message) => _logged = OneLine(message ?? ""),
        };
        try
        {
            OrtEnv made = OrtEnv.CreateInstanceWithOptions(ref options);

            // Builds that hear no variable hear this; those that do have nothing to send any more.
            if (silent) made.DisableTelemetryEvents();
            return made;
        }
        catch (OnnxRuntimeException) when (OrtEnv.IsCreated)
        {
            // Another thread of the program was faster.
            return OrtEnv.Instance();
        }
    }

    // The native library reads the variable while it is loaded.
    private static bool SwitchTelemetryOff()
    {
        if (Environment.GetEnvironmentVariable(TelemetryVariable) is { Length: > 0 } said) return said == "1";

        SetVariable(TelemetryVariable, "1");
        return true;
    }

    /// <summary>Sets a variable for native code. What .NET sets on Unix is a copy of its own, which native code does not see.</summary>
    public static void SetVariable(string name, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(name, value);
        }
        else
        {
            _ = SetNative(name, value, overwrite: 1);
        }
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNative(string name, string value, int overwrite);
}
