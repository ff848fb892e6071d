using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Snapshots.Reading;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Registry.Snapshots;

/// <summary>Files that the reader must refuse.</summary>
public sealed class SnapshotRefusalTests : IDisposable
{
    private const int Seed = 20261122;
    private readonly SnapshotFiles desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Open_AnyBitChanged_IsRefused()
    {
        var (file, keys) = await TakenAsync(NumberedFile.Of(500));
        var trailer = file.AsSpan().LastIndexOf("\nORDRE-JWS "u8);
        var random = new Random(Seed);
        // Every bit of the signature line, because Base64 decoders may ignore some bits; random bits elsewhere.
        var places = Enumerable.Range(trailer, file.Length - trailer).SelectMany(at => Enumerable.Range(0, 8).Select(bit => (at, bit)))
            .Concat(Enumerable.Range(0, 3000).Select(_ => (random.Next(trailer), random.Next(8))));
        await SnapshotFile.OpenAsync(file, keys);

        foreach (var (at, bit) in places)
        {
            file[at] ^= (byte)(1 << bit);
            var refused = await Record.ExceptionAsync(() => SnapshotFile.OpenAsync(file, keys));
            Assert.True(refused is SnapshotRefused, $"byte {at} of {file.Length}, bit {bit}: {refused}");
            file[at] ^= (byte)(1 << bit);
        }
    }

    [Fact]
    public async Task Open_CutAnywhere_OrFollowedByMore_IsRefused()
    {
        var (file, keys) = await TakenAsync(NumberedFile.Of(200));
        var random = new Random(Seed);
        var cuts = Enumerable.Range(0, 500).Select(_ => random.Next(file.Length)).Append(0).Append(file.Length - 1);

        foreach (var cut in cuts)
            await Assert.ThrowsAsync<SnapshotRefused>(() => SnapshotFile.OpenAsync(file.AsMemory(0, cut), keys));
        await Assert.ThrowsAsync<SnapshotRefused>(() => SnapshotFile.OpenAsync((byte[])[.. file, (byte)'\n'], keys));
        await Assert.ThrowsAsync<SnapshotRefused>(() => SnapshotFile.OpenAsync((byte[])[0, .. file], keys));
    }

    [Fact]
    public async Task Command_AnotherKey_AnswersNothingAndSaysWhatToDo()
    {
        await TakenAsync(new RegisterFile().Line());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(other));
        await File.WriteAllTextAsync(desk.PathOf("autres.json"), $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"autre","x":"{{key.X}}","y":"{{key.Y}}"}]}""");

        var (code, said) = await SnapshotFiles.ReadAsync(RegistryApp.Today, "find", desk.PathOf("tableau.ordre"), RegisterFile.Anne, "--keys", desk.PathOf("autres.json"));

        Assert.Equal(3, code);
        Assert.Contains("REFUSÉ. Clé inconnue", said, StringComparison.Ordinal);
        Assert.Contains("/attestations/keys", said, StringComparison.Ordinal);
        Assert.DoesNotContain("ESSAI", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SignedByAForeignKeyUnderAKnownName_IsRefused()
    {
        var (file, keys) = await TakenAsync(new RegisterFile().Line());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var foreign = new ECDsaSecurityKey(other) { KeyId = keys.Keys[0].KeyId };

        var refusal = await Assert.ThrowsAsync<SnapshotRefused>(() => SnapshotFile.OpenAsync(file, keys with { Keys = [foreign] }));

        Assert.Contains("Signature fausse", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AnAttestationsSignature_IsRefused()
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line());
        var attestation = (await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75")).IssueAttestationAsync(
            new IssueAttestationRequest { RequestId = RegistryApp.NewId(), Rpps = RegisterFile.Anne })).Attestation;

        byte[] file = [.. Compressed(""), .. "\nORDRE-JWS "u8, .. Encoding.ASCII.GetBytes(attestation.Jws), (byte)'\n'];

        await Assert.ThrowsAsync<SnapshotRefused>(() => SnapshotFile.OpenAsync(file, TrustedKeys.Load(desk.Keys)));
    }

    [Fact]
    public async Task Command_TamperedOrCutFile_SaysNothingOfAnybody()
    {
        var (file, _) = await TakenAsync(new RegisterFile().Line());
        file[20] ^= 1;
        await File.WriteAllBytesAsync(desk.PathOf("altere.ordre"), file);
        await File.WriteAllBytesAsync(desk.PathOf("coupe.ordre"), file[..^200]);

        var altered = await desk.FindAsync(desk.PathOf("altere.ordre"), RegisterFile.Anne);
        var cut = await desk.VerifyAsync(desk.PathOf("coupe.ordre"));
        var absent = await desk.VerifyAsync(desk.PathOf("absent.ordre"));

        Assert.Equal((3, 3, 3), (altered.Code, cut.Code, absent.Code));
        Assert.StartsWith("REFUSÉ. Fichier altéré", altered.Said, StringComparison.Ordinal);
        Assert.StartsWith("REFUSÉ. Fichier incomplet", cut.Said, StringComparison.Ordinal);
        Assert.Contains("Ne vous y fiez pas", altered.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no keys")]
    [InlineData("{\"keys\":[]}")]
    public async Task Command_NoKeys_SaysWhereTheyAre(string keys)
    {
        await TakenAsync(new RegisterFile().Line());
        await File.WriteAllTextAsync(desk.Keys, keys);

        var (code, said) = await desk.VerifyAsync(desk.PathOf("tableau.ordre"));

        Assert.Equal(3, code);
        Assert.Contains("/attestations/keys", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("find")]
    [InlineData("find", "tableau.ordre", RegisterFile.Anne)]
    [InlineData("find", "tableau.ordre", "--keys", "cles.json", "--name", "-")]
    [InlineData("verify", "tableau.ordre", "--keys")]
    [InlineData("verify", "tableau.ordre", "--clefs", "cles.json")]
    public async Task Command_Misused_ShowsItsUse(params string[] args)
    {
        var (code, said) = await SnapshotFiles.ReadAsync(RegistryApp.Today, args);

        Assert.Equal(2, code);
        Assert.Contains("snapshot find", said, StringComparison.Ordinal);
    }

    private async Task<(byte[] File, TrustedKeys Keys)> TakenAsync(byte[] register)
    {
        await using var app = await desk.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(register);
        return (await File.ReadAllBytesAsync(await desk.TakeAsync(app)), TrustedKeys.Load(desk.Keys));
    }

    private static byte[] Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
