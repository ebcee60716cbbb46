namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>What a browser does with a file.</summary>
internal enum FileUse
{
    /// <summary>It keeps it: a document is never opened in a page of ours.</summary>
    Save,

    /// <summary>It plays it.</summary>
    Play,

    /// <summary>It shows it; the picture has a size that is checked.</summary>
    Look,
}
