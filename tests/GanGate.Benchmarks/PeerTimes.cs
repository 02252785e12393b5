using System.Diagnostics;
using System.Globalization;

namespace GanGate.Benchmarks;

/// <summary>numpy and scipy doing the same work in a process of their own (peers.py), asked for one timing at a time.</summary>
internal sealed class PeerTimes : IDisposable
{
    private readonly Process? _process;

    public PeerTimes(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        try
        {
            _process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Without Python the table has no peer column.
        }
    }

    /// <summary>Seconds the peer takes for a kernel once; not a number where there is no peer.</summary>
    public double Measure(string kernel)
    {
        if (_process is null) return double.NaN;
        _process.StandardInput.WriteLine(kernel);
        return double.TryParse(_process.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out double seconds) ? seconds : double.NaN;
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.Dispose();
    }
}
