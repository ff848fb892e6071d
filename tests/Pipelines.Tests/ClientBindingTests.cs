using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using OrdreCouncils.Tests.Pipelines.Support;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines;

/// <summary>What the client's binary asks of our assembly, read from its metadata: a member that is missing fails here, not in production.</summary>
public class ClientBindingTests
{
    private const string Ours = "Pipelines.Sockets.Unofficial";

    [Fact]
    public void EveryType_ThatTheClientRefersTo_IsPublicHere()
    {
        using var client = new PEReader(File.OpenRead(typeof(ConnectionMultiplexer).Assembly.Location));
        var asked = TypesAskedOfUs(client.GetMetadataReader());

        Assert.InRange(asked.Count, 20, int.MaxValue);
        Assert.Empty(asked.Except(Offered().Types).Order());
    }

    [Fact]
    public void EveryMember_ThatTheClientRefersTo_ExistsHereWithItsSignature()
    {
        using var client = new PEReader(File.OpenRead(typeof(ConnectionMultiplexer).Assembly.Location));
        var asked = MembersAskedOfUs(client.GetMetadataReader());

        Assert.InRange(asked.Count, 50, int.MaxValue);
        Assert.Empty(asked.Except(Offered().Members).Order());
    }

    private static HashSet<string> TypesAskedOfUs(MetadataReader client) =>
        [.. client.TypeReferences.Where(t => IsOurs(client, t)).Select(t => SignatureNames.Of(client, t))];

    private static HashSet<string> MembersAskedOfUs(MetadataReader client)
    {
        var asked = new HashSet<string>();
        foreach (var member in client.MemberReferences.Select(client.GetMemberReference))
        {
            var owner = OwnerOf(client, member.Parent);
            if (owner is not { } type || !IsOurs(client, type))
                continue;

            var signature = member.GetKind() == MemberReferenceKind.Method
                ? SignatureNames.Of(member.DecodeMethodSignature(SignatureNames.Instance, null))
                : member.DecodeFieldSignature(SignatureNames.Instance, null);
            asked.Add($"{SignatureNames.Of(client, type)}::{client.GetString(member.Name)} {signature}");
        }

        return asked;
    }

    private static (HashSet<string> Types, HashSet<string> Members) Offered()
    {
        using var file = new PEReader(File.OpenRead(typeof(global::Pipelines.Sockets.Unofficial.SocketConnection).Assembly.Location));
        var reader = file.GetMetadataReader();
        Assert.Equal(Ours, reader.GetString(reader.GetAssemblyDefinition().Name));
        var types = new HashSet<string>();
        var members = new HashSet<string>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var visibility = type.Attributes & System.Reflection.TypeAttributes.VisibilityMask;
            if (visibility is not (System.Reflection.TypeAttributes.Public or System.Reflection.TypeAttributes.NestedPublic))
                continue;

            var name = SignatureNames.Of(reader, handle);
            types.Add(name);
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                if (method.Attributes.HasFlag(System.Reflection.MethodAttributes.Public))
                    members.Add($"{name}::{reader.GetString(method.Name)} {SignatureNames.Of(method.DecodeSignature(SignatureNames.Instance, null))}");
            }
        }

        return (types, members);
    }

    private static TypeReferenceHandle? OwnerOf(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
            return (TypeReferenceHandle)parent;
        if (parent.Kind != HandleKind.TypeSpecification)
            return null;

        // A generic instance: 0x15, class or value type, then the open type.
        var blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;

        blob.ReadByte();
        var open = blob.ReadTypeHandle();
        return open.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)open : null;
    }

    private static bool IsOurs(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOurs(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == Ours,
            _ => false,
        };
    }
}
