using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OrdreCouncils.Tests.Gateway.Fuzz;

/// <summary>HTTP/2 over a socket, one stream at a time, with headers that no HTTP client would write (RFC 9113, RFC 7541: literals without indexing).</summary>
internal sealed class RawHttp2(Uri address) : IRawHttp
{
    private const byte Data = 0, Headers = 1, ResetStream = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8, Continuation = 9;
    private const byte EndStream = 1, EndHeaders = 4, Ack = 1;
    private const int LongestFrame = 16_384;
    private static readonly int[] IndexedStatus = [200, 204, 206, 304, 400, 404, 500];
    private TcpClient? client;
    private int stream;

    public async Task<int> SendAsync(HostileRequest request, Random random, CancellationToken cancellation)
    {
        if (client is null)
            await ConnectAsync(cancellation);
        try
        {
            stream += 2;
            await client!.GetStream().WriteAsync(Bytes(request, random), cancellation);
            return await ReadAsync(cancellation);
        }
        catch (IOException)
        {
            Close();
            return 0;
        }
    }

    public void Dispose() => Close();

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        stream = -1;
        var hello = new MemoryStream();
        hello.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        // No dynamic table, so that a status can be read alone, and windows that never fill.
        Frame(hello, Settings, 0, 0, [0, 1, 0, 0, 0, 0, 0, 4, 0x3F, 0xFF, 0xFF, 0xFF]);
        Frame(hello, WindowUpdate, 0, 0, [0x3F, 0xFF, 0, 0]);
        await client.GetStream().WriteAsync(hello.ToArray(), cancellation);
    }

    private byte[] Bytes(HostileRequest request, Random random)
    {
        var block = new MemoryStream();
        Literal(block, ":method", request.Method);
        Literal(block, ":scheme", random.Next(100) == 0 ? "https" : "http");
        if (random.Next(100) > 0)
            Literal(block, ":path", request.Path);
        if (random.Next(50) > 0)
            Literal(block, ":authority", random.Next(30) == 0 ? "evil.example" : "localhost");
        foreach (var (name, value) in request.Headers)
            Literal(block, random.Next(100) == 0 ? name.ToUpperInvariant() : name, value);
        if (random.Next(40) == 0)
            Literal(block, "content-length", (request.Body.Length + random.Next(-1, 2)).ToString(CultureInfo.InvariantCulture));
        if (random.Next(100) == 0)
            Literal(block, random.Next(2) == 0 ? "transfer-encoding" : ":path", "chunked");

        var frames = new MemoryStream();
        var fields = block.ToArray();
        for (var at = 0; at < fields.Length; at += LongestFrame)
        {
            var last = at + LongestFrame >= fields.Length;
            var flags = (byte)((last ? EndHeaders : 0) | (at == 0 && request.Body.Length == 0 ? EndStream : 0));
            Frame(frames, at == 0 ? Headers : Continuation, flags, stream, fields.AsSpan(at, Math.Min(LongestFrame, fields.Length - at)));
        }

        // The server's window of a stream is larger than any body here.
        for (var at = 0; at < request.Body.Length; at += LongestFrame)
        {
            var part = request.Body.AsSpan(at, Math.Min(LongestFrame, request.Body.Length - at));
            Frame(frames, Data, (byte)(at + LongestFrame >= request.Body.Length ? EndStream : 0), stream, part);
        }

        return frames.ToArray();
    }

    private async Task<int> ReadAsync(CancellationToken cancellation)
    {
        var connection = client!.GetStream();
        var status = 0;
        var header = new byte[9];
        while (true)
        {
            await connection.ReadExactlyAsync(header, cancellation);
            var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
            await connection.ReadExactlyAsync(payload, cancellation);
            var (type, flags, id) = (header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)));
            if ((type is Settings or Ping) && (flags & Ack) == 0)
                await AnswerAsync(type, type == Ping ? payload : [], cancellation);
            if (type == GoAway)
            {
                Close();
                return status;
            }

            if (id != stream)
                continue;
            if (type == Headers && status == 0)
                status = Status(payload);
            if (type == ResetStream || (type is Headers or Data && (flags & EndStream) != 0))
                return status;
        }
    }

    private Task AnswerAsync(byte type, byte[] payload, CancellationToken cancellation)
    {
        var frame = new MemoryStream();
        Frame(frame, type, Ack, 0, payload);
        return client!.GetStream().WriteAsync(frame.ToArray(), cancellation).AsTask();
    }

    /// <summary>The status is the first field of a block, after updates of the table's size.</summary>
    private static int Status(ReadOnlySpan<byte> block)
    {
        while ((block[0] & 0xE0) == 0x20)
            block = block[1..];
        return block[0] >= 0x88 ? IndexedStatus[block[0] - 0x88] : int.Parse(block.Slice(2, 3), CultureInfo.InvariantCulture);
    }

    private static void Literal(MemoryStream block, string name, string value)
    {
        block.WriteByte(0);
        Text(block, name);
        Text(block, value);
    }

    private static void Text(MemoryStream block, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 127)
        {
            block.WriteByte((byte)bytes.Length);
        }
        else
        {
            block.WriteByte(127);
            var rest = bytes.Length - 127;
            for (; rest >= 128; rest >>= 7)
                block.WriteByte((byte)((rest & 127) | 128));
            block.WriteByte((byte)rest);
        }

        block.Write(bytes);
    }

    private static void Frame(MemoryStream to, byte type, byte flags, int id, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[9];
        (header[0], header[1], header[2]) = ((byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length);
        (header[3], header[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(header[5..], id);
        to.Write(header);
        to.Write(payload);
    }

    private void Close()
    {
        client?.Dispose();
        client = null;
    }
}
