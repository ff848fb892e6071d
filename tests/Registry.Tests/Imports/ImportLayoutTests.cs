using System.Text;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Imports;

/// <summary>Layouts and encodings in which the directory's file has been published.</summary>
public sealed class ImportLayoutTests
{
    [Theory]
    [Engines(50, true, false, false, false)]
    [Engines(52, true, false, true, false)]
    [Engines(56, false, true, false, false)]
    [Engines(56, true, true, false, true)]
    public async Task ImportRegister_Layout_EntersEveryone(
        SqlEngine engine, int columns, bool trailingSeparator, bool carriageReturn, bool byteOrderMark, bool windows1252)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (bytes, counts) = await InventedRegister.BytesAsync(new InventedFile
        {
            Physicians = 300,
            Columns = columns,
            TrailingSeparator = trailingSeparator,
            CarriageReturn = carriageReturn,
            ByteOrderMark = byteOrderMark,
            Windows1252 = windows1252,
            BrokenLines = 24,
        });

        var result = await app.ImportAsync(bytes, chunk: 1000);

        Assert.Equal(counts.Lines, result.Lines);
        Assert.Equal(counts.Physicians, result.PhysiciansCreated);
        Assert.Equal(counts.OtherLines, result.SkippedLines);
        Assert.Equal(counts.BrokenLines, result.RejectedLines);
        Assert.Equal(counts.Physicians, await app.CountAsync("physicians"));
        Assert.Equal(counts.BrokenLines, (await app.RejectsAsync(result.ImportId)).Select(reject => reject.Line).Distinct().Count());
    }

    [Theory, Engines]
    public async Task ImportRegister_Encodings_GiveTheSameNames(SqlEngine engine)
    {
        var text = new RegisterFile().Line(family: "LŒUILLET-D'ÉPREUVE", given: "ANAÏS").ToString();
        await using var app = await RegistryApp.StartAsync(engine);

        await app.ImportAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        var again = await app.ImportAsync(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text));

        Assert.Equal(1, again.PhysiciansUnchanged);
        Assert.Equal("LŒUILLET-D'ÉPREUVE", (await app.GetAsync(RegisterFile.Anne)).FamilyName);
    }

    [Theory, Engines]
    public async Task ImportRegister_PublishedSample_FindsColumnsByName(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (bytes, _) = await InventedRegister.BytesAsync(new InventedFile { Physicians = 1, Columns = 52, OthersPercent = 0, Seed = 5 });
        var rpps = InventedRegister.Rpps(5, 0);

        await app.ImportAsync(bytes);

        var physician = await app.GetAsync(rpps);
        Assert.Equal(rpps, physician.Rpps);
        Assert.All([physician.FamilyName, physician.GivenName, physician.Title, physician.Civility, physician.Council], value => Assert.NotEmpty(value));
        Assert.StartsWith("SM", Assert.Single(physician.Qualifications).Code, StringComparison.Ordinal);
        Assert.All(physician.Activities, activity => Assert.NotEmpty(activity.PostalCode));
    }

    [Theory, Engines]
    public async Task ImportRegister_LineNotUtf8InUtf8File_IsRejected(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        byte[] good = new RegisterFile().Line();
        byte[] bad = [.. Encoding.Latin1.GetBytes($"8|{RegisterFile.Jean}|DR|M|D'ÉPREUVE|JEAN|10|C|||||||||\n")];

        var result = await app.ImportAsync([.. good, .. bad]);

        Assert.Equal((1, 1), (result.PhysiciansCreated, result.RejectedLines));
        var reject = Assert.Single(await app.RejectsAsync(result.ImportId));
        Assert.Equal((3, "(line)"), (reject.Line, reject.Field));
        Assert.Contains("UTF-8", reject.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InventedRegister_SameSeed_SameBytes()
    {
        var file = new InventedFile { Physicians = 500, BrokenLines = 9 };

        var (first, counts) = await InventedRegister.BytesAsync(file);
        var (second, _) = await InventedRegister.BytesAsync(file);
        var (other, _) = await InventedRegister.BytesAsync(file with { Seed = 2 });

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(counts.Bytes, first.Length);
    }
}
