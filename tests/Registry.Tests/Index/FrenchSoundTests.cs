using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Tests.Registry.Index;

public sealed class FrenchSoundTests
{
    [Theory]
    [InlineData("Lefèvre", "Lefebvre", "Lefeuvre")]
    [InlineData("Thibault", "Tibo", "Thibaud", "Thibaut")]
    [InlineData("Philippe", "Filipe")]
    [InlineData("Gauthier", "Gautier", "Gaultier")]
    [InlineData("Durand", "Durant")]
    [InlineData("Dupont", "Dupond")]
    [InlineData("Meyer", "Mayer", "Maier")]
    [InlineData("Renault", "Renaud", "Reno")]
    [InlineData("Moreau", "Moro")]
    [InlineData("Christine", "Cristine")]
    [InlineData("Jacques", "Jaques", "Jack")]
    [InlineData("Schmitt", "Schmidt")]
    [InlineData("Hélène", "Élène")]
    [InlineData("Rousseau", "Rousso")]
    [InlineData("Guérin", "Guerain")]
    public void Of_HeardAlike_IsOneCode(params string[] names) => Assert.NotEqual(0UL, Assert.Single(names.Select(Sound).Distinct()));

    [Theory]
    [InlineData("Durand", "Durande")]
    [InlineData("Martin", "Martine")]
    [InlineData("Jean", "Jeanne")]
    [InlineData("Robert", "Robin")]
    [InlineData("Paul", "Pot")]
    [InlineData("Dubois", "Dubos")]
    public void Of_HeardApart_Differs(string one, string other) => Assert.NotEqual(Sound(one), Sound(other));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Eau")]
    [InlineData("12")]
    public void Of_TooShort_IsNone(string name) => Assert.Equal(0UL, Sound(name));

    private static ulong Sound(string name) => FrenchSound.Of(NameKey.Of(name).Replace(" ", "", StringComparison.Ordinal));
}
