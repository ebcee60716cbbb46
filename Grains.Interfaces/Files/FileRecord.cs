namespace OrleansChat.Files;

/// <summary>A file that a user uploaded: everything but its bytes.</summary>
/// <param name="Name">What clients ask for: 32 lower hexadecimal digits, 128 random bits.</param>
/// <param name="UploaderId">User id, or 0 where nobody signs in.</param>
/// <param name="Sha256">Of the bytes, 64 lower hexadecimal digits.</param>
/// <param name="SizeBytes">Positive.</param>
/// <param name="Extension">Without the dot, one of those that are accepted.</param>
/// <param name="ContentType">As found in the bytes, never as the client said.</param>
/// <param name="OriginalName">As the uploader called it, fit to be shown; never a path.</param>
/// <param name="Blob">Under which name the bytes lie in the folder: 32 lower hexadecimal digits. Files of the same
/// bytes share one.</param>
/// <param name="CreatedAtUnixMs">When it was uploaded.</param>
/// <param name="IsPublic">Whether everybody may read it: it is a picture of somebody.</param>
[GenerateSerializer, Immutable, Alias("file.record")]
public sealed record FileRecord(
    [property: Id(0)] string Name,
    [property: Id(1)] int UploaderId,
    [property: Id(2)] string Sha256,
    [property: Id(3)] long SizeBytes,
    [property: Id(4)] string Extension,
    [property: Id(5)] string ContentType,
    [property: Id(6)] string OriginalName,
    [property: Id(7)] string Blob,
    [property: Id(8)] long CreatedAtUnixMs,
    [property: Id(9)] bool IsPublic = false);
