using Apache.Arrow.Memory;

namespace Apache.Arrow;

public partial class RecordBatch
{
    public class Builder
    {
        private readonly MemoryAllocator _allocator;
        private readonly ArrayBuilder _arrayBuilder;
        private readonly Schema.Builder _schema = new();
        private readonly List<IArrowArray> _arrays = [];

        public Builder(MemoryAllocator allocator = null)
        {
            _allocator = allocator ?? MemoryAllocator.Default.Value;
            _arrayBuilder = new ArrayBuilder(_allocator);
        }

        public RecordBatch Build()
        {
            if (_arrays.Count == 0)
            {
                throw new InvalidOperationException("A batch has at least one column: append one first.");
            }

            return new RecordBatch(_schema.Build(), _arrays, _arrays.Max(static array => array.Length), body: null);
        }

        public Builder Clear()
        {
            _schema.Clear();
            _arrays.Clear();
            return this;
        }

        public Builder Append(RecordBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            for (var i = 0; i < batch.ColumnCount; i++)
            {
                _schema.Field(batch.Schema.GetFieldByIndex(i));
                _arrays.Add(batch.Column(i));
            }

            return this;
        }

        public Builder Append<TArray>(string name, bool nullable, IArrowArrayBuilder<TArray> builder)
            where TArray : IArrowArray
            => builder is null ? this : Append(name, nullable, builder.Build(_allocator));

        public Builder Append<TArray>(string name, bool nullable, TArray array)
            where TArray : IArrowArray
        {
            if (array is not null)
            {
                _schema.Field(field => field.Name(name).Nullable(nullable).DataType(array.Data.DataType));
                _arrays.Add(array);
            }

            return this;
        }

        public Builder Append<TArray>(string name, bool nullable, Func<ArrayBuilder, TArray> action)
            where TArray : IArrowArray
            => action is null ? this : Append(name, nullable, action(_arrayBuilder));
    }
}
