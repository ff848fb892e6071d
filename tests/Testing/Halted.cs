namespace OrdreCouncils.Tests.Testing;

/// <summary>A process suspended by SIGSTOP: its sockets stay open but nothing answers. Disposing resumes it.</summary>
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
