using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>One key with its text or its bytes. It never changes.</summary>
    public class Entry
    {
        private readonly byte[]? bytes;
        private readonly string? text;

        /// <summary>A binary entry; the bytes are copied.</summary>
        /// <exception cref="ArgumentException">The key holds a character that headers may not, or does not end in <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = NormalKey(key);
            if (!IsBinary)
                throw new ArgumentException($"The key of a binary entry ends in {BinaryHeaderSuffix}.", nameof(key));
            ArgumentNullException.ThrowIfNull(valueBytes);
            bytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>A text entry; the value is ASCII.</summary>
        /// <exception cref="ArgumentException">The key holds a character that headers may not, or ends in <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            Key = NormalKey(key);
            if (IsBinary)
                throw new ArgumentException($"The key of a text entry does not end in {BinaryHeaderSuffix}.", nameof(key));
            ArgumentNullException.ThrowIfNull(value);
            text = value;
        }

        /// <summary>Lower case.</summary>
        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">This entry is binary.</exception>
        public string Value => text ?? throw new InvalidOperationException("A binary entry has no text.");

        /// <summary>A copy of the bytes; of a text entry, its ASCII bytes.</summary>
        public byte[] ValueBytes => bytes?.AsSpan().ToArray() ?? Encoding.ASCII.GetBytes(text!);

        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(bytes!)}]"
            : $"[Entry: key={Key}, value={text}]";

        internal bool HasKey(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

        private static string NormalKey(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            // Before lowering: some letters beyond ASCII have an ASCII lower case.
            if (key.Length == 0 || key.AsSpan().ContainsAnyExcept(KeyCharacters))
                throw new ArgumentException("A metadata key holds only ASCII letters, digits, '_', '-' and '.'.", nameof(key));
#pragma warning disable CA1308 // HTTP/2 headers are lower case on the wire.
            return key.ToLowerInvariant();
#pragma warning restore CA1308
        }
    }
}
