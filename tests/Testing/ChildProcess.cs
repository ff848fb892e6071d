using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A server started by a test run. It ends with the test process, even when that process is killed.</summary>
public sealed class ChildProcess : IDisposable
{
    // The shell reads a pipe that the test process holds open. When the test process ends for any reason, the pipe closes; the shell then stops the child
    // and removes its folder.
    private const string Guard =
        "trap '' INT; exec 3<&0; folder=$1; shift; \"$@\" </dev/null & child=$!; (cat <&3 >/dev/null; kill -INT $child 2>/dev/null) & wait $child; [ -e \"$folder/" + Kept + "\" ] || rm -rf \"$folder\"";

    /// <summary>While this file exists in the child's folder, the folder is kept after the child ends.</summary>
    internal const string Kept = "kept";

    private readonly Process shell;
    private int disposed;

    public ChildProcess(DirectoryInfo folder, params string[] command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "sh", folder.FullName, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        shell = Process.Start(start)!;
        shell.OutputDataReceived += (_, line) => Output.Append(line.Data);
        shell.ErrorDataReceived += (_, line) => Output.Append(line.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
    }

    public OutputTail Output { get; } = new();
    public bool HasExited => shell.HasExited;

    /// <summary>A free loopback port. Another process may still take it before the caller does.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Returns the output of a command; throws with the output when the command fails.</summary>
    public static string Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output.Result}{errors}");
        return output.Result;
    }

    public static string Require(string program, string package, params string[] folders)
    {
        var places = folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'));
        return places.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"'{program}' is missing. ./test.sh installs it (Debian package {package}).");
    }

    /// <summary>Waits until a TCP port answers; throws when the child ends before.</summary>
    public async Task WaitForPortAsync(int port)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            if (HasExited)
                throw new InvalidOperationException($"The server ended at its start: {Output}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }

        throw new TimeoutException($"Port {port} did not answer in 30 s: {Output}");
    }

    public void Dispose()
    {
        // A test that stops its server disposes it twice.
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        if (!shell.HasExited)
        {
            shell.StandardInput.Close();
            shell.WaitForExit(10_000);
        }

        shell.Dispose();
    }

    public sealed class OutputTail
    {
        private readonly Queue<string> lines = new();

        public void Append(string? line)
        {
            if (line is null)
                return;
            lock (lines)
            {
                lines.Enqueue(line);
                if (lines.Count > 50)
                    lines.Dequeue();
            }
        }

        public override string ToString()
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }
}
