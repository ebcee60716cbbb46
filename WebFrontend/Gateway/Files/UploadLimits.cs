namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>What one endpoint takes.</summary>
/// <param name="PartName">Name of the form's part that has the file, such as <c>file</c>.</param>
/// <param name="MaxBytes">Of the file.</param>
/// <param name="PicturesOnly">Whether only pictures are taken.</param>
internal sealed record UploadLimits(string PartName, long MaxBytes, bool PicturesOnly = false);
