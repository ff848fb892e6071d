using System.Globalization;
using System.Text;
using System.Xml;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.ServiceDefaults.Errors;

public class TextFieldTests
{
    private const int Longest = 50;

    [Theory]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u007Fb", "U+007F")]
    [InlineData("a\u0090b", "U+0090")]
    [InlineData("a\uFFFEb", "U+FFFE")]
    [InlineData("a\uFFFFb", "U+FFFF")]
    [InlineData("a\uFDD0b", "U+FDD0")]
    [InlineData("a\U0010FFFEb", "U+10FFFE")]
    [InlineData("a\uFFFDb", "U+FFFD")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u200Fb", "U+200F")]
    [InlineData("a\u061Cb", "U+061C")]
    [InlineData("a\u200Bb", "U+200B")]
    [InlineData("a\u200Cb", "U+200C")]
    [InlineData("a\u200Db", "U+200D")]
    [InlineData("a\u2060b", "U+2060")]
    [InlineData("\uFEFFab", "U+FEFF")]
    [InlineData("a\u00ADb", "U+00AD")]
    [InlineData("a\u034Fb", "U+034F")]
    [InlineData("a\u3164b", "U+3164")]
    [InlineData("a\uFE0Fb", "U+FE0F")]
    [InlineData("a\U000E0041b", "U+E0041")]
    [InlineData("a\U000E0100b", "U+E0100")]
    [InlineData("a\u2028b", "U+2028")]
    [InlineData("a\u2029b", "U+2029")]
    [InlineData("a\u0085b", "U+0085")]
    public void AnyText_CharacterThatIsNotSeen_IsNamed(string value, string named)
    {
        foreach (var severalLines in new[] { false, true })
        {
            var (text, fault) = Read(value, severalLines);

            Assert.Contains(named, fault, StringComparison.Ordinal);
            // Input checks that follow the refusal must work on what is left.
            Assert.Equal("ab", text);
        }
    }

    /// <summary>The compiler replaces lone surrogates in attributes, so that they are given as numbers.</summary>
    [Theory]
    [InlineData("a", 0xD800, "b"), InlineData("a", 0xDC00, "b"), InlineData("ab", 0xD83E, "")]
    public void AnyText_LoneSurrogate_IsNamed(string before, int surrogate, string after)
    {
        var (text, fault) = Read($"{before}{(char)surrogate}{after}", severalLines: true);

        Assert.Contains("surrogate", fault, StringComparison.Ordinal);
        Assert.Equal("ab", text);
    }

    [Theory]
    [InlineData("un\ndeux"), InlineData("un\rdeux"), InlineData("un\tdeux")]
    public void Text_LineBreakOrTab_IsRefused(string value) =>
        Assert.Contains("on one line", Read(value, severalLines: false).Fault, StringComparison.Ordinal);

    [Fact]
    public void Lines_LineBreaksAndTabs_AreKeptAsLineFeeds() => Assert.Equal(("un\n\tdeux\ntrois", ""), Read("un\r\n\tdeux\rtrois\r\n", severalLines: true));

    [Theory]
    [InlineData("e\u0301te\u0301", "\u00E9t\u00E9")]
    [InlineData("\u212B", "\u00C5")]
    public void AnyText_Decomposed_IsComposed(string value, string composed)
    {
        Assert.Equal((composed, ""), Read(value, severalLines: false));
        Assert.Equal((composed, ""), Read(value, severalLines: true));
    }

    [Theory]
    [InlineData("Médecin 👨\u200D⚕️"), InlineData("👩🏽\u200D⚕"), InlineData("L’« œuvre » – 12 %\u202F; 3\u00A0h"), InlineData("Łukasz Ñandú Ω 中 ش")]
    public void AnyText_WhatPeopleWrite_IsKept(string value) => Assert.Equal((value, ""), Read(value, severalLines: false));

    [Theory]
    [InlineData(""), InlineData(" \u00A0 "), InlineData("\u2800"), InlineData("\u0301")]
    public void Text_NothingToSee_IsRefused(string value)
    {
        Assert.Contains("Write 1 to 50", Read(value, severalLines: false).Fault, StringComparison.Ordinal);
        Assert.Contains("Write 1 to 50", Read(value, severalLines: true).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_Length_IsCountedAfterComposition()
    {
        Assert.Equal("", Read(string.Concat(Enumerable.Repeat("e\u0301", Longest)), severalLines: false).Fault);
        Assert.Contains("51 were sent", Read(new string('a', Longest + 1), severalLines: false).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionalText_Nothing_IsEmpty()
    {
        var violations = new Violations();

        Assert.Equal(("", "", false), (violations.OptionalText(" ", "a", 5), violations.OptionalLines("\n", "b", 5), violations.Any));
    }

    /// <summary>Every code point of every plane, in the middle of a word.</summary>
    [Fact]
    public void AnyText_EveryCodePoint_IsRefusedOrCanBeStoredAndShown()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            var value = code is >= 0xD800 and <= 0xDFFF ? $"a{(char)code}b" : $"a{new Rune(code)}b";
            var (text, fault) = Read(value, severalLines: true);
            var category = Rune.TryCreate(code, out var rune) ? Rune.GetUnicodeCategory(rune) : UnicodeCategory.Surrogate;
            var hidden = category is UnicodeCategory.Surrogate or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || (category == UnicodeCategory.Control && code is not ('\n' or '\r' or '\t'));

            Assert.True(text.IsNormalized(), $"U+{code:X4}");
            XmlConvert.VerifyXmlChars(text);
            Assert.True(!hidden || fault.Length > 0, $"U+{code:X4} is accepted");
            Assert.True(fault.Length > 0 == (text == "ab"), $"U+{code:X4}: {fault}");
        }
    }

    private static (string Text, string Fault) Read(string value, bool severalLines)
    {
        var violations = new Violations();
        var text = severalLines ? violations.Lines(value, "field", Longest) : violations.Text(value, "field", Longest);
        Assert.All(violations.Found, violation => Assert.Equal("field", violation.Field));
        return (text, string.Join(' ', violations.Found.Select(violation => violation.Description)));
    }
}
