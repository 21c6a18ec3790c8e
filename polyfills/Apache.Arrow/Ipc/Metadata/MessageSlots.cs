namespace Apache.Arrow.Ipc;

/// <summary>The numbers of the format's tables and fields: Message.fbs, Schema.fbs and File.fbs of the Arrow format.</summary>
internal static class MessageSlots
{
    public const int Version = 0;
    public const int HeaderType = 1;
    public const int Header = 2;
    public const int BodyLength = 3;

    public const byte SchemaHeader = 1;
    public const byte DictionaryHeader = 2;
    public const byte BatchHeader = 3;

    /// <summary>The oldest that lays out buffers as today.</summary>
    public const short Version4 = 3;
    public const short Version5 = 4;

    public static class Batch
    {
        public const int Length = 0;
        public const int Nodes = 1;
        public const int Buffers = 2;
        public const int Compression = 3;
        public const int NodeSize = 16;
        public const int BufferSize = 16;
    }

    public static class Dictionary
    {
        public const int Id = 0;
        public const int Data = 1;
        public const int IsDelta = 2;
    }

    public static class Schema
    {
        public const int Endianness = 0;
        public const int Fields = 1;
        public const int Metadata = 2;
    }

    public static class Field
    {
        public const int Name = 0;
        public const int Nullable = 1;
        public const int TypeKind = 2;
        public const int Type = 3;
        public const int Dictionary = 4;
        public const int Children = 5;
        public const int Metadata = 6;
    }

    public static class Encoding
    {
        public const int Id = 0;
        public const int IndexType = 1;
        public const int IsOrdered = 2;
    }

    public static class Footer
    {
        public const int Version = 0;
        public const int Schema = 1;
        public const int Dictionaries = 2;
        public const int Batches = 3;
        public const int BlockSize = 24;
    }
}
