namespace OrdreCouncils.Tests.Testing;

/// <summary>A process stopped in its tracks: its sockets stay open and nobody answers. Disposing lets it go on.</summary>
public sealed class Halted : IDisposable
{
    private readonly string pid;
    private int done;

    public Halted(string pid)
    {
        this.pid = pid;
        Signal("STOP");
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref done, 1) == 0)
            Signal("CONT");
    }

    private void Signal(string signal) => ChildProcess.Run("/bin/sh", "-c", $"kill -{signal} {pid}");
}
