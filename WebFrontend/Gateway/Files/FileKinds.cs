using System.Collections.Frozen;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Every kind of file that is accepted. Source: security.md, upload.</summary>
/// <remarks>Nothing that a browser runs: no SVG, HTML, XML or script.</remarks>
internal static class FileKinds
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    private static readonly FrozenDictionary<string, FileKind> ByExtension = new FileKind[]
    {
        new("png", "image/png", FileUse.Look, FileMagic.IsPng),
        new("jpg", "image/jpeg", FileUse.Look, FileMagic.IsJpeg),
        new("jpeg", "image/jpeg", FileUse.Look, FileMagic.IsJpeg),
        new("gif", "image/gif", FileUse.Look, FileMagic.IsGif),
        new("webp", "image/webp", FileUse.Look, FileMagic.IsWebp),
        new("bmp", "image/bmp", FileUse.Look, FileMagic.IsBmp),
        new("mp4", "video/mp4", FileUse.Play, FileMagic.IsMp4),
        new("mp3", "audio/mpeg", FileUse.Play, FileMagic.IsMp3),
        new("amr", "audio/amr", FileUse.Play, FileMagic.IsAmr),
        new("wav", "audio/wav", FileUse.Play, FileMagic.IsWav),
        new("pdf", "application/pdf", FileUse.Save, FileMagic.IsPdf),
        new("txt", "text/plain", FileUse.Save, FileMagic.IsText),
        new("doc", "application/msword", FileUse.Save, FileMagic.IsCompound),
        new("xls", "application/vnd.ms-excel", FileUse.Save, FileMagic.IsCompound),
        new("docx", Office + "wordprocessingml.document", FileUse.Save, FileMagic.IsZip),
        new("xlsx", Office + "spreadsheetml.sheet", FileUse.Save, FileMagic.IsZip),
        new("zip", "application/zip", FileUse.Save, FileMagic.IsZip),
    }.ToFrozenDictionary(kind => kind.Extension, StringComparer.Ordinal);

    /// <summary>All extensions.</summary>
    public static IReadOnlyCollection<string> Extensions => ByExtension.Keys;

    /// <summary>The kind with an extension, or null.</summary>
    /// <param name="extension">Lower case, without the dot.</param>
    public static FileKind? Find(ReadOnlySpan<char> extension) =>
        ByExtension.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(extension, out var kind) ? kind : null;
}
