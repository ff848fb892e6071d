using OrdreCouncils.Discipline.AffairLists;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

public class MatchRulesTests
{
    private static readonly RegisterPerson Roche = new("10000000757", "LE ROCHÉ", "Camille Zoé", "75") { Departments = ["92"] };

    [Theory]
    [InlineData("Le Roche", "camille", "75011 Paris", 100, MatchReason.NameEqual, MatchReason.PlaceEqual)]
    [InlineData("LEROCHE", "Camille", "92100", 100, MatchReason.NameEqual, MatchReason.PlaceEqual)]
    [InlineData("Roché-Durand", "Camille", "62000 Arras", 75, MatchReason.NameClose, MatchReason.PlaceDiffers)]
    [InlineData("Le Roche", "Zoé", "Paris", 75, MatchReason.NameClose, MatchReason.Unspecified)]
    [InlineData("Le Roche", "Camille", "750110", 90, MatchReason.NameEqual, MatchReason.Unspecified)]
    public void Find_NumberAndName_IsSure(string family, string given, string place, int score, MatchReason name, MatchReason told)
    {
        var finding = MatchRules.Find(new ListedPerson(family, given, null, Roche.Rpps, place), Roche, []);

        Assert.Equal(Roche, finding.Sure);
        var candidate = Assert.Single(finding.Candidates);
        Assert.Equal(score, candidate.Score);
        Assert.Equal(new[] { MatchReason.RppsEqual, name, told }.Where(reason => reason != MatchReason.Unspecified), candidate.Reasons);
        Assert.Empty(finding.Doubts);
    }

    [Theory]
    [InlineData("Durand", "Camille")]
    [InlineData("Le Roche", "Jean")]
    [InlineData("Le Gall", "Camille")]
    public void Find_NumberOfAnother_IsDoubtfulWithBothCandidates(string family, string given)
    {
        var namesake = new RegisterPerson("10000000765", family, given, "62");

        var finding = MatchRules.Find(new ListedPerson(family, given, null, Roche.Rpps, ""), Roche, [namesake]);

        Assert.Null(finding.Sure);
        Assert.Equal([(Roche.Rpps, 60), (namesake.Rpps, 30)], finding.Candidates.Select(one => (one.Rpps, one.Score)));
        Assert.Equal([MatchReason.RppsEqual, MatchReason.NameDiffers], finding.Candidates[0].Reasons);
        Assert.Equal([MatchDoubt.NumberOfAnother, MatchDoubt.SeveralCandidates], finding.Doubts);
    }

    [Fact]
    public void Find_NameAlone_IsNeverSure()
    {
        var other = new RegisterPerson("10000000765", "Durand", "Camille", "75");

        var alone = MatchRules.Find(new ListedPerson("Le Roché", "Camille", null, "", "75011 Paris"), null, [Roche, other]);
        Assert.Null(alone.Sure);
        Assert.Equal(40, Assert.Single(alone.Candidates).Score);
        Assert.Equal([MatchDoubt.NoNumber], alone.Doubts);

        var unknown = MatchRules.Find(new ListedPerson("Le Roché", "Camille", null, "10000000773", ""), null, [Roche]);
        Assert.Equal([MatchDoubt.NumberUnknown], unknown.Doubts);
        var none = MatchRules.Find(new ListedPerson("Nobody", "Camille", null, "10000000773", ""), null, [other]);
        Assert.Empty(none.Candidates);
        Assert.Empty(none.Doubts);
    }

    [Fact]
    public void Find_RenamedBetweenTheLookUps_IsOneCandidate()
    {
        var finding = MatchRules.Find(new ListedPerson("Durand", "Camille", null, Roche.Rpps, ""), Roche, [Roche with { FamilyName = "Durand" }]);

        Assert.Equal(Roche.Rpps, Assert.Single(finding.Candidates).Rpps);
    }

    [Fact]
    public void Find_SeveralByName_AreBestFirst()
    {
        var close = new RegisterPerson("10000000005", "Roché-Durand", "Camille", "75");

        var finding = MatchRules.Find(new ListedPerson("Roché", "Camille", null, "", ""), null, [close, Roche with { FamilyName = "Roché" }]);

        Assert.Equal([(Roche.Rpps, 30), (close.Rpps, 15)], finding.Candidates.Select(one => (one.Rpps, one.Score)));
    }

    [Theory]
    [InlineData("20090 Ajaccio", "2A")]
    [InlineData("20200 Bastia", "2B")]
    [InlineData("97400", "974")]
    [InlineData("98800 Nouméa", "988")]
    [InlineData("01000 Bourg", "01")]
    [InlineData("99123 Ailleurs", "")]
    [InlineData("Bourg 01000", "")]
    [InlineData("", "")]
    public void Department_PlaceBeginsWithPostalCode_IsRead(string place, string department) =>
        Assert.Equal(department, new ListedPerson("A", "B", null, "", place).Department);

    [Fact]
    public void CsvText_QuotesAndBreaks_AreReadAsWritten()
    {
        var records = CsvText.Read("a;b\r\n\r\n\"x;\"\"y\"\"\nz\";\r\nlast;1", ';', out _)!;
        Assert.Equal([1, 3, 5], records.Select(record => record.Line));
        Assert.Equal(["x;\"y\"\nz", ""], records[1].Fields);
        Assert.Equal(["last", "1"], records[2].Fields);

        Assert.Null(CsvText.Read("a;b\n\"open;c\n", ';', out var line));
        Assert.Equal(2, line);
        Assert.Null(CsvText.Read("a;\"b\"c", ';', out line));
        Assert.Equal(1, line);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 80)]
    [InlineData(9, 3600)]
    [InlineData(1000, 3600)]
    public void PauseAfter_EachFailure_DoublesUpToAnHour(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliveryRules.PauseAfter(attempts));
}
