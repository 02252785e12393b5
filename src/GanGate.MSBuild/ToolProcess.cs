using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace GanGate.MSBuild;

/// <summary>
/// A running tool whose input stays open as long as its work is wanted: the tool stops when it ends, which happens when
/// <see cref="Stop"/> is called and when this process is gone. So it has the time to remove what is unfinished.
/// </summary>
internal sealed class ToolProcess : IDisposable
{
    // As the library reads it.
    private const string ModelFolders = "GANGATE_MODELS";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly BlockingCollection<string> _lines = [];
    private readonly Process _process;
    private int _openStreams = 2;

    /// <summary>Starts the tool in a folder, and tells it where else weights are.</summary>
    public ToolProcess(string program, string arguments, string folder, string[] modelFolders)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (modelFolders.Length > 0)
        {
            start.Environment.TryGetValue(ModelFolders, out string? own);
            start.Environment[ModelFolders] = string.Join(Path.PathSeparator.ToString(), modelFolders.Append(own)).TrimEnd(Path.PathSeparator);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the tool writes, line by line until it ends.</summary>
    public IEnumerable<string> Lines => _lines.GetConsumingEnumerable();

    /// <summary>The exit code, once the tool has ended.</summary>
    public int WaitForExitCode()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Has the tool stop, and ends it when it does not.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.Dispose();
            if (!_process.WaitForExit((int)Patience.TotalMilliseconds))
            {
                _process.Kill();
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        _lines.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            _lines.Add(line);
        }
        else if (Interlocked.Decrement(ref _openStreams) == 0)
        {
            _lines.CompleteAdding();
        }
    }
}
