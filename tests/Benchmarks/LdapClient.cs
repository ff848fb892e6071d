using System.Net.Sockets;
using System.Text;

namespace OrdreCouncils.Benchmarks;

/// <summary>A minimal LDAP connection (RFC 4511) for the benchmark: anonymous searches, one at a time.</summary>
internal sealed class LdapClient : IDisposable
{
    private const byte Sequence = 0x30, Integer = 0x02, Octets = 0x04, Enumerated = 0x0A, Flag = 0x01;
    private const byte SearchRequest = 0x63, SearchEntry = 0x64, SearchDone = 0x65;
    private const byte And = 0xA0, Equal = 0xA3, Substrings = 0xA4, AnyPart = 0x81;
    private const int Success = 0, SizeLimitExceeded = 4;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private int messages;

    public async Task ConnectAsync(int port) => await socket.ConnectAsync("127.0.0.1", port);

    /// <summary>Number of entries with this uid.</summary>
    public Task<int> FindAsync(string uid) => SearchAsync(Tlv(Equal, Text("uid"), Text(uid)), 1);

    /// <summary>Number of entries, at most fifty, whose names contain both parts.</summary>
    public Task<int> FindAsync(string family, string given) => SearchAsync(Tlv(And, Part("sn", family), Part("givenName", given)), 50);

    public void Dispose() => socket.Dispose();

    private async Task<int> SearchAsync(byte[] filter, byte limit)
    {
        var request = Tlv(Sequence,
            Tlv(Integer, BitConverter.GetBytes(++messages & 0x7FFFFFFF).Reverse().ToArray()),
            Tlv(
                SearchRequest, Text("dc=ordre"), Tlv(Enumerated, [2]), Tlv(Enumerated, [0]), Tlv(Integer, [limit]), Tlv(Integer, [0]), Tlv(Flag, [0]), filter,
                Tlv(Sequence, [])));
        await socket.SendAsync(request);
        for (var found = 0; ;)
        {
            var (body, next) = await MessageAsync();
            // A message begins with its number; the operation follows.
            var at = body + 2 + buffer[body + 1];
            if (buffer[at] == SearchEntry)
                found++;
            else if (buffer[at] == SearchDone)
            {
                var result = buffer[Content(at).Start + 2];
                start = next;
                return result is Success or SizeLimitExceeded ? found : throw new InvalidOperationException($"slapd answered {result}.");
            }

            start = next;
        }
    }

    private async Task<(int Body, int Next)> MessageAsync()
    {
        while (true)
        {
            if (end - start >= 6 && Content(start) is var content && content.End <= end)
                return content;
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(end));
            end += read > 0 ? read : throw new InvalidOperationException("slapd closed the connection.");
        }
    }

    private (int Start, int End) Content(int at)
    {
        var first = buffer[at + 1];
        if (first < 0x80)
            return (at + 2, at + 2 + first);
        var (length, bytes) = (0, first & 0x7F);
        for (var i = 0; i < bytes; i++)
            length = (length << 8) | buffer[at + 2 + i];
        return (at + 2 + bytes, at + 2 + bytes + length);
    }

    private static byte[] Part(string attribute, string part) => Tlv(Substrings, Text(attribute), Tlv(Sequence, Tlv(AnyPart, Encoding.UTF8.GetBytes(part))));

    private static byte[] Text(string text) => Tlv(Octets, Encoding.UTF8.GetBytes(text));

    private static byte[] Tlv(byte tag, params byte[][] parts)
    {
        var length = parts.Sum(part => part.Length);
        byte[] header = length < 0x80 ? [tag, (byte)length] : [tag, 0x82, (byte)(length >> 8), (byte)length];
        return [.. header, .. parts.SelectMany(part => part)];
    }
}
