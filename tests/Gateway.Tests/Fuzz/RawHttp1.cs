using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OrdreCouncils.Tests.Gateway.Fuzz;

/// <summary>HTTP/1.1 over a socket, which writes what no HTTP client would. The connection is kept until the server closes it.</summary>
internal sealed class RawHttp1(Uri address) : IRawHttp
{
    private TcpClient? client;
    private StreamReader? reader;

    public async Task<int> SendAsync(HostileRequest request, Random random, CancellationToken cancellation)
    {
        var lies = random.Next(40) == 0;
        if (client is null)
        {
            client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(address.Host, address.Port, cancellation);
            reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        }

        try
        {
            await client.GetStream().WriteAsync(Bytes(request, random, lies), cancellation);
            // The body that was promised will not come.
            if (lies)
                client.Client.Shutdown(SocketShutdown.Send);
            var (status, ends) = await ReadAsync(request.Method, cancellation);
            if (ends || lies)
                Close();
            return status;
        }
        catch (IOException)
        {
            // The server closed the connection while the request was being written.
            Close();
            return 0;
        }
    }

    public void Dispose() => Close();

    private static byte[] Bytes(HostileRequest request, Random random, bool lies)
    {
        var text = new StringBuilder($"{request.Method} {request.Path} HTTP/1.1\r\n");
        if (random.Next(100) > 0)
            text.Append(random.Next(30) == 0 ? "Host: evil.example\r\n" : "Host: localhost\r\n");
        foreach (var (name, value) in request.Headers)
            text.Append(random.Next(20) == 0 ? name.ToUpperInvariant() : name).Append(random.Next(100) == 0 ? " : " : ": ").Append(value).Append("\r\n");
        var length = lies ? request.Body.Length + 1 : request.Body.Length;
        var chunked = !lies && random.Next(10) == 0;
        if (chunked)
            text.Append("Transfer-Encoding: chunked\r\n");
        else
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        // Two lengths: the wrong one would smuggle a request past a proxy that believes the other.
        if (random.Next(60) == 0)
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {random.Next(3)}\r\n");
        text.Append("\r\n");
        byte[] head = Encoding.UTF8.GetBytes(text.ToString());
        return chunked
            ? [.. head, .. Encoding.ASCII.GetBytes(request.Body.Length == 0 ? "" : $"{request.Body.Length:x}\r\n"), .. request.Body, .. (request.Body.Length == 0 ? "0\r\n\r\n"u8 : "\r\n0\r\n\r\n"u8)]
            : [.. head, .. request.Body];
    }

    private async Task<(int Status, bool Ends)> ReadAsync(string method, CancellationToken cancellation)
    {
        int status;
        do
        {
            if (await reader!.ReadLineAsync(cancellation) is not { } line)
                return (0, true);
            if (!line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
                throw new InvalidDataException($"Not a status line: '{line}'.");
            status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
            if (status == 100)
                await reader.ReadLineAsync(cancellation);
        }
        while (status == 100);

        var (length, chunked, ends) = (-1, false, false);
        while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } header)
        {
            var value = header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            if (header.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(value, CultureInfo.InvariantCulture);
            chunked |= header.StartsWith("transfer-encoding:", StringComparison.OrdinalIgnoreCase);
            ends |= header.StartsWith("connection:", StringComparison.OrdinalIgnoreCase) && value.Contains("close", StringComparison.OrdinalIgnoreCase);
        }

        if (method == "HEAD" || status is 204 or 304)
            return (status, ends);
        if (chunked)
        {
            while (int.Parse(await reader.ReadLineAsync(cancellation) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
            {
                await SkipAsync(size, cancellation);
                await reader.ReadLineAsync(cancellation);
            }

            await reader.ReadLineAsync(cancellation);
        }
        else if (length > 0)
        {
            await SkipAsync(length, cancellation);
        }

        return (status, ends || (length < 0 && !chunked));
    }

    private async Task SkipAsync(int count, CancellationToken cancellation)
    {
        var rest = new char[count];
        await reader!.ReadBlockAsync(rest, cancellation);
    }

    private void Close()
    {
        reader?.Dispose();
        client?.Dispose();
        client = null;
    }
}

internal interface IRawHttp : IDisposable
{
    /// <summary>The HTTP status, or 0 when the server ended the connection or the stream without one.</summary>
    Task<int> SendAsync(HostileRequest request, Random random, CancellationToken cancellation);
}
