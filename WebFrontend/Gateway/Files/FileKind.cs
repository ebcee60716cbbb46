namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>A kind of file that is accepted.</summary>
/// <param name="Extension">Without the dot, lower case.</param>
/// <param name="ContentType">What a client is told that gets the file.</param>
/// <param name="Use">What a browser does with it.</param>
/// <param name="Fits">Whether bytes can be the beginning of such a file; it gets the first 64 KiB, or all there
/// are.</param>
internal sealed record FileKind(
    string Extension, string ContentType, FileUse Use, Func<ReadOnlySpan<byte>, bool> Fits);
