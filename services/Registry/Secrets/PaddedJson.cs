using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrdreCouncils.Registry.Secrets;

/// <summary>Texts to seal, all of one size: the length of a ciphertext would tell one kind from another.</summary>
internal static class PaddedJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="bytes">Size in UTF-8; a longer value throws.</param>
    public static string Write<T>(T value, int bytes)
    {
        var text = JsonSerializer.Serialize(value, Options);
        var missing = bytes - Encoding.UTF8.GetByteCount(text);
        return missing >= 0
            ? text + new string(' ', missing)
            : throw new InvalidOperationException($"{typeof(T).Name} needs {-missing} bytes more than {bytes}: its size would tell its kind.");
    }

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}
