namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>A file that was kept.</summary>
/// <param name="Key">Of its grain: 32 lower hexadecimal digits.</param>
/// <param name="Extension">Without the dot.</param>
/// <param name="OriginalName">As the uploader called it, made fit to be shown.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="SizeBytes">How long it is.</param>
internal sealed record UploadedFile(
    string Key, string Extension, string OriginalName, string ContentType, long SizeBytes)
{
    /// <summary>What clients ask for.</summary>
    public string Name => $"{Key}.{Extension}";
}
