using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Grpc.Net.Compression;

namespace OrdreCouncils.Tests.Protos;

/// <summary>Whatever the official assemblies expect of Grpc.Core.Api and Grpc.Net.Common is there, as the loader itself sees it.</summary>
public sealed class OfficialAssembliesTests
{
    // Enough for any generic type or method of theirs; the loader takes as many as it needs.
    private static readonly Type[] AnyArguments = [typeof(object), typeof(object), typeof(object), typeof(object)];

    private static readonly Assembly[] Ours = [typeof(Grpc.Core.Metadata).Assembly, typeof(ICompressionProvider).Assembly];

    public static TheoryData<string> Official => ["Grpc.AspNetCore.Server", "Grpc.Net.Client"];

    [Theory]
    [MemberData(nameof(Official))]
    public void MemberReferences_OfTheOfficialAssembly_AllResolveHere(string name)
    {
        var module = Assembly.Load(name).ManifestModule;
        using var file = new PEReader(File.OpenRead(module.FullyQualifiedName));
        var reader = file.GetMetadataReader();
        var wanted = reader.MemberReferences
            .Where(handle => IsOurs(reader, reader.GetMemberReference(handle).Parent))
            .ToList();

        var missing = wanted
            .Where(handle => !Resolves(() => module.ResolveMember(MetadataTokens.GetToken(handle), AnyArguments, AnyArguments), module))
            .Select(handle => Describe(reader, reader.GetMemberReference(handle)))
            .ToList();

        Assert.Empty(missing);
        Assert.True(wanted.Count > 50, $"Only {wanted.Count} references were found: the walk itself is broken.");
    }

    [Theory]
    [MemberData(nameof(Official))]
    public void TypeReferences_OfTheOfficialAssembly_AllResolveHere(string name)
    {
        var module = Assembly.Load(name).ManifestModule;
        using var file = new PEReader(File.OpenRead(module.FullyQualifiedName));
        var reader = file.GetMetadataReader();
        var wanted = reader.TypeReferences.Where(handle => IsOurs(reader, handle)).ToList();

        var missing = wanted
            .Where(handle => !Resolves(() => module.ResolveType(MetadataTokens.GetToken(handle)), module))
            .Select(handle => reader.GetString(reader.GetTypeReference(handle).Name))
            .ToList();

        Assert.Empty(missing);
        Assert.True(wanted.Count > 20, $"Only {wanted.Count} references were found: the walk itself is broken.");
    }

    [Theory]
    [MemberData(nameof(Official))]
    public void Overrides_InTheOfficialAssembly_AllFindTheirBaseMethod(string name)
    {
        const BindingFlags Declared =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // GetTypes throws when a type does not load, as when it leaves an abstract method of ours open.
        var overrides = Assembly.Load(name).GetTypes()
            .Where(type => Ours.Contains(type.BaseType?.Assembly))
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot))
            .ToList();

        Assert.DoesNotContain(overrides, method => method.GetBaseDefinition() == method);
        Assert.NotEmpty(overrides);
    }

    [Theory]
    [MemberData(nameof(Official))]
    public void AssemblyReferences_OfTheOfficialAssembly_NameTheIdentityHere(string name)
    {
        var references = Assembly.Load(name).GetReferencedAssemblies();

        Assert.All(Ours.Select(assembly => assembly.GetName()), ours =>
        {
            var wanted = Assert.Single(references, reference => reference.Name == ours.Name);
            Assert.Equal(wanted.Version, ours.Version);
            Assert.Equal(wanted.GetPublicKeyToken(), ours.GetPublicKeyToken());
        });
    }

    private static bool IsOurs(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => IsOurs(reader, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => IsOurs(reader, (TypeSpecificationHandle)parent),
        _ => false,
    };

    private static bool IsOurs(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOurs(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                reader.GetAssemblyReference((AssemblyReferenceHandle)scope).GetAssemblyName().Name is { } name
                && Ours.Any(assembly => assembly.GetName().Name == name),
            _ => false,
        };
    }

    // A generic type of ours made concrete: GENERICINST, CLASS or VALUETYPE, then the generic type.
    private static bool IsOurs(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var signature = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return false;
        signature.ReadByte();
        return IsOurs(reader, signature.ReadTypeHandle());
    }

    private static bool Resolves(Func<MemberInfo?> resolve, Module user)
    {
        try
        {
            return resolve() is { } member && IsVisible(member, user.Assembly);
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException)
        {
            return false;
        }
    }

    // The resolver finds private members too; the just-in-time compiler would refuse them.
    private static bool IsVisible(MemberInfo member, Assembly user)
    {
        var friend = member.Module.Assembly.GetCustomAttributes<InternalsVisibleToAttribute>()
            .Any(attribute => new AssemblyName(attribute.AssemblyName).Name == user.GetName().Name);
        return member switch
        {
            Type type => type.IsVisible || friend,
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly || (friend && method.IsAssembly),
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly || (friend && field.IsAssembly),
            _ => false,
        } && (member is Type || member.DeclaringType is null || member.DeclaringType.IsVisible || friend || member.DeclaringType.IsGenericType);
    }

    private static string Describe(MetadataReader reader, MemberReference reference)
    {
        var parent = reference.Parent.Kind == HandleKind.TypeReference
            ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)reference.Parent).Name)
            : "a generic type";
        return $"{parent}::{reader.GetString(reference.Name)}";
    }
}
