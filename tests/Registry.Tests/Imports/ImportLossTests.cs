using System.Text;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Imports;

/// <summary>Files that another program has changed: their physicians enter as they are, or the answer says which line and field is at fault.</summary>
public sealed class ImportLossTests
{
    private const string Ordinary = "CABINET ESSAI";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory, OneEngine]
    public async Task ImportRegister_EveryValueInQuotes_EntersTheSame(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var plain = new RegisterFile().Line(structure: "LE \"BON\" CABINET").Line(RegisterFile.Jean, "D'ÉPREUVE", "JEAN").ToString();
        var quoted = string.Concat(plain.TrimEnd().Split('\n').Select(line =>
            string.Join('|', line.Split('|').Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
        await app.ImportAsync(plain);

        var again = await app.ImportAsync(quoted);

        Assert.Equal((2, 0, 0, 2), (again.Lines, again.SkippedLines, again.RejectedLines, again.PhysiciansUnchanged));
        Assert.Equal("LE \"BON\" CABINET", Assert.Single((await app.GetAsync(RegisterFile.Anne)).Activities).Structure);
        // In quotes, the separator is part of the value.
        var parted = await app.ImportAsync(quoted.Replace("LE \"\"BON\"\" CABINET", "A|B", StringComparison.Ordinal));
        Assert.Equal(1, parted.PhysiciansUpdated);
        Assert.Equal("A|B", Assert.Single((await app.GetAsync(RegisterFile.Anne)).Activities).Structure);
    }

    // The fields at fault of the second line; none when the physician enters.
    private static readonly Dictionary<string, (Func<RegisterFile, RegisterFile> Line, string Field)> Lines = new()
    {
        ["Profession_Blank"] = (file => file.Line(profession: " "), "Code profession"),
        ["Profession_Decimal"] = (file => file.Line(profession: "10.0"), "Code profession"),
        ["Profession_LeadingZero"] = (file => file.Line(profession: "010"), "Code profession"),
        ["Profession_Words"] = (file => file.Line(profession: "Médecin"), "Code profession"),
        ["IdentifierType_Decimal"] = (file => file.Line(type: "8.0"), "Type d'identifiant PP"),
        ["FamilyName_RightToLeft"] = (file => file.Line(family: "\u202EIASSE"), "Nom d'exercice"),
        ["FamilyName_ZeroWidth"] = (file => file.Line(family: "\u200BESSAI"), "Nom d'exercice"),
        ["GivenName_ByteOrderMark"] = (file => file.Line(given: "\uFEFFANNE"), "Prénom d'exercice"),
        ["GivenName_HangulFiller"] = (file => file.Line(given: "\u3164ANNE"), "Prénom d'exercice"),
        ["FamilyName_Damaged"] = (file => file.Line(family: "G\uFFFDN\uFFFDRAL"), "Nom d'exercice"),
        ["FamilyName_NoCharacter"] = (file => file.Line(family: "ESSAI\uFFFE"), "Nom d'exercice"),
        ["FamilyName_Misread"] = (file => file.Line(family: "GÃ‰NÃ‰RAL"), "Nom d'exercice"),
        ["Structure_Isolate"] = (file => file.Line(structure: "\u2066CABINET"), "Raison sociale site"),
        ["FamilyName_InQuotesAlone"] = (file => file.Line(family: "\"ESSAI\""), "Nom d'exercice"),
        ["Line_QuoteNotClosed"] = (file => file.Raw("\"8\"|\"10123456781|DR"), "(line)"),
        ["FamilyName_Rare"] = (file => file.Line(family: "LŒUILLET-ÇÀŸ’S"), ""),
        ["Structure_QuotesOfItsOwn"] = (file => file.Line(structure: "\"LES LILAS\" SARL «SANTÉ»"), ""),
    };

    [Theory, EachCase(nameof(Lines))]
    public async Task Line_NamesItsFieldOrEnters(SqlEngine engine, string call)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (line, field) = Lines[call];

        var result = await app.ImportAsync(line(new RegisterFile().Line(RegisterFile.Jean, "TEMOIN", "JEAN")));

        var rejects = (await app.RejectsAsync(result.ImportId)).Select(reject => $"{reject.Line} {reject.Field}");
        Assert.Equal(field.Length == 0 ? [] : [$"3 {field}"], rejects);
        Assert.Equal((0, field.Length == 0 ? 2 : 1), (result.SkippedLines, result.PhysiciansCreated));
    }

    [Theory, OneEngine]
    public async Task ImportRegister_Utf8LineInWindows1252File_IsRejectedByField(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var header = new RegisterFile().ToString();
        string Lines(RegisterFile file) => file.ToString()[header.Length..];
        var french = Lines(new RegisterFile().Line(RegisterFile.Jean, "GÉNÉRAL", "ANAÏS", structure: "«SANTÉ»"));
        byte[] file = [.. Windows1252.GetBytes(header), .. Windows1252.GetBytes(french), .. Encoding.UTF8.GetBytes(Lines(new RegisterFile().Line(family: "GÉNÉRAL", structure: Ordinary)))];

        var result = await app.ImportAsync(file);

        Assert.Equal("GÉNÉRAL", (await app.GetAsync(RegisterFile.Jean)).FamilyName);
        Assert.Equal(1, result.PhysiciansCreated);
        Assert.Contains((3, "Nom d'exercice"), (await app.RejectsAsync(result.ImportId)).Select(reject => (reject.Line, reject.Field)));
    }

    [Theory]
    [OneEngine("60", 30, 0)]
    [OneEngine("60", 0, 0)]
    [OneEngine("60", 101, 1)]
    public async Task ImportRegister_HardlyAnyPhysician_IsRefused(SqlEngine engine, string profession, int others, int physicians)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var refused = await Assert.ThrowsAsync<RpcException>(() => app.ImportAsync(Mixed(profession, others, physicians)));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(["file"], refused.Fields());
        Assert.Contains("Code profession", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("register_imports where finished_at is not null"));
    }

    [Theory]
    [OneEngine(98, 2, 99)]
    [OneEngine(7, 3, 70)]
    public async Task ImportRegister_ManyOfOtherProfessions_IsReadUpToTheShare(SqlEngine engine, int others, int physicians, int share)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Imports:MostSkippedPercent", $"{share}"));

        var result = await app.ImportAsync(Mixed("60", others, physicians));

        Assert.Equal((others, physicians), (result.SkippedLines, result.PhysiciansCreated));
        await Assert.ThrowsAsync<RpcException>(() => app.ImportAsync(Mixed("60", others * 3, physicians)));
    }

    private static RegisterFile Mixed(string profession, int others, int physicians)
    {
        var file = new RegisterFile();
        for (var number = 0; number < others; number++)
            file.Line(NumberedFile.Rpps(number), profession: profession);
        for (var number = 0; number < physicians; number++)
            file.Line(NumberedFile.Rpps(number));
        return file;
    }
}
