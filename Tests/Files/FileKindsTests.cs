using System.Text;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

public sealed class FileKindsTests
{
    public static TheoryData<string> Extensions => new(FileKinds.Extensions.Order());

    [Fact]
    public void The_kinds_are_those_of_the_list() => Assert.Equal(
        "amr bmp doc docx gif jpeg jpg mp3 mp4 pdf png txt wav webp xls xlsx zip",
        string.Join(' ', FileKinds.Extensions.Order()));

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_file_fits_its_kind_and_the_kinds_that_look_alike(string extension)
    {
        var bytes = SampleFiles.Of(extension);

        var fitting = FileKinds.Extensions.Where(one => FileKinds.Find(one)!.Fits(bytes));

        Assert.Equal(Alike(extension), fitting.Order());
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void What_is_cut_short_or_empty_fits_nothing_but_text(string extension)
    {
        var kind = FileKinds.Find(extension)!;

        Assert.Equal(extension == "txt", kind.Fits([]));
        Assert.Equal(extension == "txt", kind.Fits(SampleFiles.Of(extension).AsSpan(0, 1)));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("\uFEFF \r\n\t<html>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<!-- -->")]
    public void Markup_fits_no_kind(string text)
    {
        byte[][] bytes = [Encoding.UTF8.GetBytes(text), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.TrimStart('\uFEFF'))]];

        Assert.All(bytes, one => Assert.DoesNotContain(FileKinds.Extensions, kind => FileKinds.Find(kind)!.Fits(one)));
    }

    [Theory]
    [InlineData("1 < 2 and 3 > 2", true)]
    [InlineData("< a heart: <3", true)]
    [InlineData("line\r\n\tother\f", true)]
    [InlineData("zero \0 byte", false)]
    [InlineData("bell \a", false)]
    public void Text_is_what_has_no_characters_of_control(string text, bool expected) =>
        Assert.Equal(expected, FileMagic.IsText(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_may_be_in_any_usual_encoding()
    {
        Assert.True(FileMagic.IsText([0xD2, 0xBB, 0xD0, 0xD0])); // GBK
        Assert.True(FileMagic.IsText([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("一行 a")]));
        Assert.True(FileMagic.IsText([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("一行 a")]));
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("html")]
    [InlineData("htm")]
    [InlineData("xml")]
    [InlineData("js")]
    [InlineData("exe")]
    [InlineData("")]
    [InlineData("PNG")]
    public void No_other_extension_is_known(string extension) => Assert.Null(FileKinds.Find(extension));

    private static string[] Alike(string extension) => extension switch
    {
        "jpg" or "jpeg" => ["jpeg", "jpg"],
        "doc" or "xls" => ["doc", "xls"],
        "docx" or "xlsx" or "zip" => ["docx", "xlsx", "zip"],
        "amr" => ["amr", "txt"], // its magic is text, and so is this sample
        _ => [extension],
    };
}
