"""Papers that nobody wrote, for where the real ones are not at hand: abstract, English, Chinese."""

MADE_UP = (
    (
        "PurrSort: cats by purr\nExisting sorters of cats need manual labels. We propose "
        "PurrSort, a "
        "training-free method that sorts 1,500 cats without labels. It outperforms earlier "
        "methods by "
        "12.5% on WhiskerBench, improves accuracy to 95.3% and reduces the latency to 30 ms.",
        "PurrSort sorts 1500 cats without labels. It outperforms others by 12.5% on "
        "WhiskerBench. It "
        "improves the accuracy to 95.3 percent and reduces latency to 30 ms.",
        "提出无需训练的PurrSort方法，无需标签即可分类1500只猫。在WhiskerBench上优于以往方法12.5%。"
        "准确率提高到95.3%，延迟降低到30毫秒。",
    ),
    (
        "Tides in shallow bays\nWe measure tides at 14 stations over 3 years with a nonlinear "
        "model. The "
        "error decreases by 40% when friction increases, and a forecast takes 2.5 hours on 8 GB.",
        "The tides of 14 stations were measured over three years. The error decreases by 40% as "
        "friction "
        "increases. A forecast takes 2.5 hours and 8 GB.",
        "使用非线性模型在14个站点测量了3年的潮汐。误差降低了40%。预报需要2.5小时和8 GB内存。",
    ),
    (
        "LeafNet: pruning vision transformers\nWe introduce LeafNet, which removes tokens of a "
        "sparse "
        "transformer with 1.2B parameters. It reduces memory by 3.5x and increases throughput "
        "by 60% with "
        "higher robustness than BranchFormer on ImageNet.",
        "LeafNet prunes a sparse transformer of 1.2 billion parameters. It reduces the memory "
        "3.5 times "
        "and increases throughput by 60%, with higher robustness than BranchFormer.",
        "LeafNet剪枝了一个含12亿参数的稀疏Transformer。显存减少3.5倍，吞吐量提升60%。"
        "其鲁棒性优于BranchFormer。",
    ),
    (
        "Glaciers from space\nWe map 2,400 glaciers at 10 m resolution with unsupervised "
        "learning. The "
        "disentangled features improve recall by 7.4 points, and mapping 500 km takes 20 minutes.",
        "Unsupervised learning maps 2,400 glaciers at 10 m. Disentangled features improve "
        "recall by 7.4 "
        "points. Mapping 500 km takes 20 minutes.",
        "无监督学习以10米分辨率绘制了2400座冰川。解耦的特征将召回率提高7.4个百分点。"
        "绘制500公里需要20分钟。",
    ),
    (
        "A faster solver for traffic\nOur solver is 4.2 times faster than SimRoad, lowers "
        "energy by 35% and "
        "stays stable with 120,000 cars at 5 GHz. It enhances the efficiency without any "
        "retraining.",
        "The solver is 4.2x faster than SimRoad and lowers energy by 35%. It stays stable with "
        "120k cars "
        "at 5 GHz. It enhances efficiency without retraining.",
        "该求解器比SimRoad快4.2倍，能耗降低35%。在5 GHz下对12万辆汽车保持稳定。"
        "它无需重新训练即可提升效率。",
    ),
    (
        "Speech for small languages\nWe release VoxSmall, 900 hours of speech in 18 languages. "
        "A model of "
        "300M parameters decreases the word error rate by 22% and improves generalization.",
        "VoxSmall holds 900 hours of speech in 18 languages. A model of 300 million parameters "
        "decreases "
        "the error by 22% and improves generalization.",
        "发布了VoxSmall，包含18种语言的900小时语音。3亿参数的模型将词错误率降低22%。泛化能力得到提升。",
    ),
)
