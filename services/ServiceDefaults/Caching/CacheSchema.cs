using System.Security.Cryptography;
using Google.Protobuf.Reflection;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>Identifies the shape of a cached message, so that replicas of a release with another shape do not read each other's copies.</summary>
public static class CacheSchema
{
    public static string Of(MessageDescriptor message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(message.File);
        return $"{message.FullName} {Convert.ToHexStringLower(hash.GetHashAndReset())}";

        void Append(FileDescriptor file)
        {
            hash.AppendData(file.SerializedData.Span);
            foreach (var used in file.Dependencies)
                Append(used);
        }
    }
}
