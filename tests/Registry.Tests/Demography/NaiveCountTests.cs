using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Lives;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Demography;

/// <summary>On every third day of a simulated register, compares the count of a model with single look-ups and with the grouped SQL statement.</summary>
public sealed class NaiveCountTests
{
    private static readonly DemographyDimension[] Dimensions =
        [DemographyDimension.Council, DemographyDimension.Specialty, DemographyDimension.AgeBand, DemographyDimension.Sex, DemographyDimension.Mode];

    [Theory, Engines]
    public async Task Count_OnAnyDay_IsWhatOneLookUpAfterAnotherFinds(SqlEngine engine)
    {
        await using var register = await LivedRegister.LiveAsync(engine);
        var statuses = new HashSet<RegistrationStatus>();

        var days = Enumerable.Range(-1, (LivedRegister.Weeks * 7 / 3) + 2).Select(third => RegistryApp.Today.AddDays(third * 3));
        foreach (var day in days.Append(LivedRegister.End))
        {
            await LookUpAsync(register, day, statuses);
            foreach (var first in Dimensions)
            {
                var other = Dimensions[(Array.IndexOf(Dimensions, first) + 1) % Dimensions.Length];
                await CountAsync(register, day, first);
                await CountAsync(register, day, first, other);
            }
        }

        // The simulation must have produced every status and every kind of event.
        Assert.Superset(
            new HashSet<RegistrationStatus>
            {
                RegistrationStatus.Registered, RegistrationStatus.StruckOff, RegistrationStatus.Deceased, RegistrationStatus.Left, RegistrationStatus.InTransfer,
                RegistrationStatus.NoRecord,
            },
            statuses);
        Assert.All(
            [
                "first registration", "merge", "merge undone", "relief", "return", "return after a relief", "return after years", "transfer accepted",
                "transfer applied for", "transfer refused",
            ],
            kind => Assert.True(register.Happened.GetValueOrDefault(kind) > 1, $"{kind}: {register.Happened.GetValueOrDefault(kind)}"));
    }

    /// <summary>Asserts that the look-up of every number equals the model.</summary>
    private static async Task LookUpAsync(LivedRegister register, DateOnly day, HashSet<RegistrationStatus> statuses)
    {
        var answers = await (await register.App.VerificationAsync()).BatchVerifyRegistrationsAsync(
            new BatchVerifyRegistrationsRequest { Items = { register.People.Select(person => new VerificationItem { Rpps = person.Rpps, On = day.ToProto() }) } });
        foreach (var (person, answer) in register.People.Zip(answers.Answers))
        {
            var answering = person.Kept ?? person;
            Assert.Equal(
                (person.Rpps, day, answering.StatusOn(day), answering.MayPractiseOn(day)),
                (person.Rpps, day, answer.Registration.Status, answer.Registration.MayPractise));
            statuses.Add(answer.Registration.Status);
        }
    }

    private static async Task CountAsync(LivedRegister register, DateOnly day, params DemographyDimension[] groupBy)
    {
        var expected = Naive(register, day, groupBy);
        var actual = await register.App.CountAsync(DemographyCalls.Question(day, groupBy));
        Assert.True(
            expected.Count == actual.Count && !expected.Except(actual).Any(),
            $"{day:yyyy-MM-dd}: {string.Join(", ", expected.Except(actual))} and not {string.Join(", ", actual.Except(expected))}");
    }

    private static Dictionary<string, long> Naive(LivedRegister register, DateOnly day, params DemographyDimension[] groupBy) => register.People
        .Where(person => person.Kept is null && person.StatusOn(day) == RegistrationStatus.Registered)
        .GroupBy(person => string.Join('/', groupBy.Select(dimension => Code(person, dimension, day))))
        .ToDictionary(group => group.Key, group => (long)group.Count());

    private static string Code(ModelPerson person, DemographyDimension dimension, DateOnly day) => dimension switch
    {
        DemographyDimension.Council => person.StateOn(day)?.Council ?? "",
        DemographyDimension.Specialty => person.StateOn(day)?.Specialty ?? "",
        DemographyDimension.Mode => person.StateOn(day)?.Mode ?? "",
        DemographyDimension.Sex => person.Civility switch { "M" => "M", "MME" => "F", _ => "" },
        _ => Band(person, day),
    };

    private static string Band(ModelPerson person, DateOnly day)
    {
        if (person.BornOn is not { } born)
            return "";
        var age = day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
        return age < 30 ? "-30" : age >= 75 ? "75+" : $"{age / 5 * 5}-{(age / 5 * 5) + 4}";
    }
}
